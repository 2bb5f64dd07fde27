"""The lower half of mongo-archive.py: its stream, its checksums, its small documents. The two texts are joined before they run."""
import json
import struct
import sys
import zlib

try:
    import lzma
except ImportError:
    print(json.dumps({'failure': "The server's Python has no module lzma. Install the package python3."}))
    sys.exit(2)

TERMINATOR = 0xFFFFFFFF
BLOCK = 1024 * 1024


class Damage(Exception):
    """The archive is not whole; the message is a sentence."""


def need(is_so, sentence, *values):
    if not is_so:
        raise Damage(sentence % values)


class Stream:
    """An archive in blocks, of which one is held. `where`, here and below: what is being read, as a sentence names it."""

    def __init__(self, file):
        self.file, self.block, self.at, self.total = file, b'', 0, 0

    def is_at_end(self):
        if self.at == len(self.block):
            self.block, self.at = self.file.read(BLOCK), 0
            self.total += len(self.block)
        return not self.block

    def pieces(self, wanted, where):
        """The next `wanted` bytes as they come: a length is not believed before its bytes are there."""
        while wanted:
            need(not self.is_at_end(), 'The archive is cut: it ends in %s.', where)
            piece = self.block[self.at:self.at + wanted]
            self.at += len(piece)
            wanted -= len(piece)
            yield piece

    def length(self, longest, where):
        """The length that a document begins with, or TERMINATOR."""
        length = int.from_bytes(b''.join(self.pieces(4, where)), 'little')
        is_length = length == TERMINATOR or 5 <= length <= longest
        need(is_length, 'The archive is damaged in %s: no document there can be %d bytes long.', where, length)
        return length

    def document(self, longest, where):
        """A whole document, or None at a terminator."""
        length = self.length(longest, where)
        return None if length == TERMINATOR else length.to_bytes(4, 'little') + b''.join(self.pieces(length - 4, where))


class Checksum:
    """The documents of one collection on their way through the reader of .xz (tukaani.org/xz/xz-file-format.txt, 2.1 and 3)."""

    def __init__(self):
        self.reader = lzma.LZMADecompressor(format=lzma.FORMAT_XZ)
        # What follows are stored chunks (filter 0x21 with a dictionary of 4 KiB), and a CRC-64 (4) behind them.
        flags, block = b'\0\4', b'\2\0\x21\1\0\0\0\0'
        self.reader.decompress(b'\xfd7zXZ\0' + flags + crc32(flags) + block + crc32(block))
        self.size, self.control = 0, b'\1'

    def add(self, data):
        for start in range(0, len(data), 65536):
            chunk = data[start:start + 65536]
            self.reader.decompress(self.control + struct.pack('>H', len(chunk) - 1) + chunk)
            self.size += 3 + len(chunk)
            self.control = b'\2'

    def is_right(self, crc):
        try:
            self.reader.decompress(b'\0' + b'\0' * (-(self.size + 1) % 4) + crc)
            return True
        except lzma.LZMAError:
            return False


def crc32(data):
    return struct.pack('<I', zlib.crc32(data))


def can_compare():
    """Whether this server's reader of .xz compares at all: the well-known sum of the nine digits, and a wrong one."""
    def accepts(crc):
        checksum = Checksum()
        checksum.add(b'123456789')
        return checksum.is_right(struct.pack('<Q', crc))
    return accepts(0x995DC9BBDF1939FA) and not accepts(0x995DC9BBDF1939FB)


STRING, BOOLEAN, INT32, INT64 = 0x02, 0x08, 0x10, 0x12


def fields(document, kinds, needed, where):
    """{name: value} of a flat document, which all have that are not data. `kinds`: the types that each field may have."""
    found, at, end = {}, 4, len(document) - 1
    try:
        while at < end:
            kind, name_end = document[at], document.index(0, at + 1, end)
            name, at = document[at + 1:name_end].decode(), name_end + 1
            size = {STRING: 4, BOOLEAN: 1, INT32: 4, INT64: 8}[kind]
            value, at = document[at:at + size], at + size
            if kind == STRING:
                length = int.from_bytes(value, 'little')
                value, at = document[at:at + length], at + length
                if value[-1:] != b'\0':
                    raise ValueError
                value = value[:-1].decode()
            if at > end or name in found or kind not in kinds[name] or (kind == BOOLEAN and value not in (b'\0', b'\1')):
                raise ValueError
            found[name] = value
        if document[end] != 0 or set(needed) - set(found):
            raise ValueError
    except (KeyError, ValueError):
        raise Damage('The archive is damaged in %s: its fields can not be read.' % where) from None
    return found


def shown(db, name):
    """A name in a sentence. It is hostile: JSON has no control characters and no ends of lines."""
    full = db + '.' + name
    return 'the collection ' + json.dumps(full if len(full) <= 80 else full[:77] + '...')
