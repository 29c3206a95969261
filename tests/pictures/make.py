#!/usr/bin/env python3
"""Makes the pictures beside it with Pillow (13.0), and a table of the colours Pillow sees in them.

Each picture has six fields of 32 pixels in two rows. The table tells, for each file, the colour in
the middle of each field on white paper, as sRGB; `tests/suite/pixels.rs` compares them with what
other programs make of the finished PDF.
"""
import io
import os
import struct
import zlib

from PIL import Image, ImageCms

os.chdir(os.path.dirname(os.path.abspath(__file__)))
FIELDS = [(200, 30, 40), (20, 140, 60), (30, 60, 180), (255, 255, 255), (128, 128, 128), (0, 0, 0)]
SIZE = (96, 64)
TABLE = []


def at(number):
    return number % 3 * 32, number // 3 * 32


def fields(mode="RGB", colours=FIELDS):
    image = Image.new(mode, SIZE)
    for number, colour in enumerate(colours):
        x, y = at(number)
        image.paste(colour, (x, y, x + 32, y + 32))
    return image


def note(name, image):
    rgba = image.convert("RGBA")
    paper = Image.new("RGBA", SIZE, "white")
    paper.alpha_composite(rgba)
    seen = [paper.getpixel((at(n)[0] + 16, at(n)[1] + 16))[:3] for n in range(6)]
    TABLE.append(name + " " + " ".join("%02X%02X%02X" % colour for colour in seen))


def save(name, image, **options):
    image.save(name, **options)
    note(name, Image.open(name))


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(name, depth, colour, rows, extra=b"", interlace=0, seen=None):
    head = struct.pack(">IIBBBBB", *SIZE, depth, colour, 0, 0, interlace)
    data = chunk(b"IDAT", zlib.compress(rows, 9))
    with open(name, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + data + chunk(b"IEND", b""))
    if seen is None:
        seen = Image.open(name)
    note(name, seen)


def profile(primaries, gamma):
    """A profile of three lights with the white of D50 (ICC.1:2001-04)."""
    def tag(body):
        return body + b"\0" * (-len(body) % 4)

    def number(value):
        return struct.pack(">i", round(value * 65536))

    curve = tag(b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)))
    parts = [(b"desc", tag(b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + b"\0" * 78)),
             (b"cprt", tag(b"text\0\0\0\0none\0")),
             (b"wtpt", b"XYZ \0\0\0\0" + b"".join(map(number, (0.9642, 1.0, 0.8249))))]
    for name, light in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries):
        parts.append((name, b"XYZ \0\0\0\0" + b"".join(map(number, light))))
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        parts.append((name, curve))
    table, data, start = b"", b"", 128 + 4 + 12 * len(parts)
    for name, body in parts:
        table += name + struct.pack(">II", start + len(data), len(body))
        data += body
    size = start + len(data)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += b"".join(map(number, (0.9642, 1.0, 0.8249)))
    head += b"\0" * (128 - len(head))
    return head + struct.pack(">I", len(parts)) + table + data


# Display P3 and Adobe RGB, adapted to D50.
P3 = profile([(0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841)], 2.2)
WIDE = profile([(0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)], 2.2)


def in_srgb(image, icc):
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    srgb = ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(image.convert("RGB"), source, srgb, renderingIntent=1)


image = fields()
save("plain.png", image)
save("grey.png", image.convert("L"))
save("palette.png", image.convert("P", palette=Image.Palette.ADAPTIVE))
save("bit.png", image.convert("1", dither=Image.Dither.NONE))
glass = fields("RGBA", [colour + (alpha,) for colour, alpha in zip(FIELDS, (255, 128, 0, 255, 64, 255))])
save("alpha.png", glass)
save("grey-alpha.png", glass.convert("LA"))
clear = image.convert("P", palette=Image.Palette.ADAPTIVE)
save("palette-alpha.png", clear, transparency=clear.getpixel((80, 16)))
save("key.png", image, transparency=FIELDS[1])

pixels = [[image.getpixel((x, y)) for x in range(SIZE[0])] for y in range(SIZE[1])]
wide = lambda row: b"\0" + b"".join(struct.pack(">3H", *(part * 257 for part in p)) for p in row)
png("deep.png", 16, 2, b"".join(map(wide, pixels)), seen=image)
deep = lambda row: b"\0" + b"".join(struct.pack(">4H", *(part * 257 for part in p), 0x8080) for p in row)
half = image.convert("RGBA")
half.putalpha(128)
png("deep-alpha.png", 16, 6, b"".join(map(deep, pixels)), seen=half)
passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
rows = b""
for x0, y0, dx, dy in passes:
    for y in range(y0, SIZE[1], dy):
        rows += b"\0" + b"".join(bytes(pixels[y][x]) for x in range(x0, SIZE[0], dx))
png("interlaced.png", 8, 2, rows, interlace=1)
plain = b"".join(b"\0" + b"".join(map(bytes, row)) for row in pixels)
to_srgb = lambda v: round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))
for name, gamma in (("linear.png", 100000), ("mac.png", 55556)):
    seen = image.point([to_srgb((v / 255) ** (100000 / gamma)) for v in range(256)] * 3)
    png(name, 8, 2, plain, chunk(b"gAMA", struct.pack(">I", gamma)), seen=seen)
save_as = dict(quality=95, subsampling=0)
for name, icc in (("p3", P3), ("adobe-rgb", WIDE)):
    png(name + ".png", 8, 2, plain, chunk(b"iCCP", b"x\0\0" + zlib.compress(icc)), seen=in_srgb(image, icc))
    image.save(name + ".jpg", icc_profile=icc, **save_as)
    note(name + ".jpg", in_srgb(Image.open(name + ".jpg"), icc))

save("plain.jpg", image, **save_as)
save("half.jpg", image, quality=95, subsampling=2)
save("grey.jpg", image.convert("L"), quality=95)
save("progressive.jpg", image, progressive=True, quality=95, subsampling=2)
save("progressive-grey.jpg", image.convert("L"), progressive=True, quality=95)
save("restart.jpg", image, restart_marker_blocks=3, **save_as)
save("progressive-restart.jpg", image, progressive=True, restart_marker_rows=1, quality=95, subsampling=1)
image.convert("CMYK").save("cmyk.jpg", quality=95)
image.save("rgb.jpg", keep_rgb=True, quality=95)

for name, kind in (("a.webp", "WEBP"), ("a.gif", "GIF"), ("a.bmp", "BMP"), ("a.tiff", "TIFF"), ("a.avif", "AVIF"), ("a.jp2", "JPEG2000")):
    Image.new("RGB", (4, 4), "red").save(name, kind)
frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
frames[0].save("moving.png", save_all=True, append_images=frames[1:])

with open("colours.txt", "w") as out:
    out.write("\n".join(TABLE) + "\n")
