"""
As much of MongoDB's protocol (OP_MSG, bsonspec.org) as it takes to see which databases and collections there are: the images need hold no shell.
Another text follows this one; it calls Mongo(address).
"""
import json
import socket
import struct
import sys

PORT = 27017
LARGEST = 64 * 1024 * 1024
# Its own: what is in them is no data of ClearML's.
OWN = ('admin', 'config', 'local')


class Refused(Exception):
    """A sentence of MongoDB's."""


def encode(document):
    elements = b''
    for key, value in document.items():
        name = key.encode() + b'\0'
        if isinstance(value, bool):
            elements += b'\x08' + name + (b'\1' if value else b'\0')
        elif isinstance(value, int):
            elements += b'\x12' + name + struct.pack('<q', value)
        elif isinstance(value, str):
            text = value.encode('utf-8', 'surrogateescape') + b'\0'
            elements += b'\x02' + name + struct.pack('<i', len(text)) + text
        else:
            elements += b'\x03' + name + encode(value)
    return struct.pack('<i', len(elements) + 5) + elements + b'\0'


SIZES = {0x06: 0, 0x07: 12, 0x09: 8, 0x0A: 0, 0x11: 8, 0x13: 16, 0x7F: 0, 0xFF: 0}


def decode(data, at=0):
    """(the document, where it ends). Types of no interest are None."""
    end, found = at + struct.unpack_from('<i', data, at)[0], {}
    at += 4
    while at < end - 1:
        kind, zero = data[at], data.index(b'\0', at + 1)
        key = data[at + 1:zero].decode('utf-8', 'surrogateescape')
        value, after = decode_value(data, kind, zero + 1)
        # A length below nothing would lead back, for ever.
        if not zero < after <= end:
            raise ValueError
        found[key], at = value, after
    return found, end


def decode_value(data, kind, at):
    if kind == 0x01:
        return struct.unpack_from('<d', data, at)[0], at + 8
    if kind in (0x02, 0x0D):
        after = at + 4 + struct.unpack_from('<i', data, at)[0]
        return data[at + 4:after - 1].decode('utf-8', 'surrogateescape'), after
    if kind == 0x03:
        return decode(data, at)
    if kind == 0x04:
        document, after = decode(data, at)
        return list(document.values()), after
    if kind == 0x05:
        return None, at + 5 + struct.unpack_from('<i', data, at)[0]
    if kind == 0x08:
        return data[at] == 1, at + 1
    if kind == 0x0B:
        return None, data.index(b'\0', data.index(b'\0', at) + 1) + 1
    if kind in (0x10, 0x12):
        return struct.unpack_from('<i' if kind == 0x10 else '<q', data, at)[0], at + (4 if kind == 0x10 else 8)
    return None, at + SIZES[kind]


class Mongo:
    def __init__(self, address, seconds=600):
        self.socket = socket.create_connection((address, PORT), 20)
        self.socket.settimeout(seconds)

    def take(self, count):
        data = b''
        while len(data) < count:
            piece = self.socket.recv(min(count - len(data), 1 << 20))
            if not piece:
                raise Refused('it closed the connection')
            data += piece
        return data

    def ask(self, database, question):
        body = encode({**question, '$db': database})
        self.socket.sendall(struct.pack('<iiiiIB', len(body) + 21, 1, 0, 2013, 0, 0) + body)
        length = struct.unpack('<i', self.take(4))[0]
        if not 26 <= length <= LARGEST:
            raise Refused('its answer is of another kind')
        answer = self.take(length - 4)
        if struct.unpack_from('<i', answer, 8)[0] != 2013 or answer[16] != 0:
            raise Refused('its answer is of another kind')
        told = decode(answer, 17)[0]
        if told.get('ok') != 1 and told.get('ok') is not True:
            raise Refused(str(told.get('errmsg') or 'it refuses')[:300])
        return told

    def databases(self):
        """Those that are not its own."""
        return sorted(each['name'] for each in self.ask('admin', {'listDatabases': 1, 'nameOnly': True})['databases'] if each['name'] not in OWN)

    def collections(self, database):
        """(name, kind) of each but the system's: collection, view or timeseries."""
        cursor = self.ask(database, {'listCollections': 1, 'cursor': {}})['cursor']
        found = list(cursor.get('firstBatch', []))
        while cursor.get('id'):
            cursor = self.ask(database, {'getMore': cursor['id'], 'collection': '$cmd.listCollections'})['cursor']
            found += cursor.get('nextBatch', [])
        return sorted((each['name'], each.get('type') or 'collection') for each in found if not each['name'].startswith('system.'))

    def count(self, database, collection):
        return int(self.ask(database, {'count': collection, 'query': {}})['n'])


def ended(main):
    """Runs it; what MongoDB refuses is a sentence on standard error and exit code 2."""
    try:
        main()
    except (Refused, OSError, KeyError, TypeError, ValueError, IndexError, RecursionError, struct.error) as error:
        told = str(error) if isinstance(error, (Refused, OSError)) else type(error).__name__
        sys.stderr.write('MongoDB could not be asked: %s.\n' % ''.join(each if ' ' <= each <= '~' else '?' for each in told))
        sys.exit(2)
