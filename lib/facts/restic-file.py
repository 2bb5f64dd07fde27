"""
Picks a file out of what "restic ls --json" prints of its path: python3 -I -S -c PROGRAM PATH. Lines of JSON on standard input; the last one is
{"restic": CODE}. Prints {"snapshot", "bytes"}, where "bytes" is null for what is no file or not there; exit code 1 where restic did not end by 0.
"""
import json
import sys

code, snapshot, size = None, None, None
for line in sys.stdin:
    node = json.loads(line)
    if 'restic' in node and 'path' not in node:
        code = node['restic']
    elif node.get('struct_type') == 'snapshot':
        snapshot = node['id']
    elif node.get('path') == sys.argv[1] and node.get('type') == 'file':
        # restic tells no size of an empty file.
        size = node.get('size', 0)
if code != 0 or snapshot is None:
    sys.exit(1)
print(json.dumps({'snapshot': snapshot, 'bytes': size}))
