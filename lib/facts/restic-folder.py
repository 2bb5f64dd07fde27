"""
Picks a page of a folder out of what "restic ls --json" prints: python3 -I -S -c PROGRAM FOLDER AFTER MOST. Lines of JSON on standard input;
the last one is {"restic": CODE}. Prints {"entries": [{"name", "type", "size", "mtime"}], "total", "more"}, by name; exit code 1 where
restic did not end by 0. A folder of many files costs no more memory than a page.
"""
import heapq
import json
import sys

folder, after, most = sys.argv[1].rstrip('/'), sys.argv[2], int(sys.argv[3])
code, counted = None, {'total': 0, 'behind': 0}


def nodes():
    global code
    for line in sys.stdin:
        node = json.loads(line)
        if 'restic' in node and 'path' not in node:
            code = node['restic']
        # restic tells the folder itself, too.
        if node.get('path') != '%s/%s' % (folder, node.get('name')):
            continue
        counted['total'] += 1
        if node['name'] > after:
            counted['behind'] += 1
            yield node['name'], {'name': node['name'], 'type': node.get('type'), 'size': node.get('size'), 'mtime': node.get('mtime')}


page = heapq.nsmallest(most, nodes(), key=lambda each: each[0])
if code != 0:
    sys.exit(1)
print(json.dumps({'entries': [entry for _, entry in page], 'total': counted['total'], 'more': counted['behind'] > len(page)}))
