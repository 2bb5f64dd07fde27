# Behind facts/mongodb-wire.py: what a restore does with MongoDB at the address in sys.argv[2].
#   empty    drops each database that is not MongoDB's own
#   compare  the lines of facts/mongo-archive.py on standard input with what there is: exit code 3 and a sentence where they differ
def shown(database, collection):
    return json.dumps('%s.%s' % (database, collection))


def empty(mongo):
    for database in mongo.databases():
        mongo.ask(database, {'dropDatabase': 1})
    left = mongo.databases()
    if left:
        raise Refused('the database %s is still there after it was dropped' % json.dumps(left[0]))


def compare(mongo):
    wanted = {}
    for line in sys.stdin:
        told = json.loads(line)
        if 'db' in told and told['db'] not in OWN and not told['collection'].startswith('system.'):
            wanted[told['db'], told['collection']] = told['documents']
    found = {(database, name): kind for database in mongo.databases() for name, kind in mongo.collections(database)}
    for key in sorted(wanted):
        if key not in found:
            differ('%s is in the backup, and not in MongoDB.' % shown(*key))
        # A view has no documents of its own, and a time series is stored in another form.
        count = mongo.count(*key) if found[key] == 'collection' else wanted[key]
        if count != wanted[key]:
            differ('%s has %d documents, and %d in the backup.' % (shown(*key), count, wanted[key]))
    more = sorted(set(found) - set(wanted))
    if more:
        differ('%s is in MongoDB, and not in the backup.' % shown(*more[0]))
    print('MongoDB is as it was stored: %d collections, %d documents.' % (len(wanted), sum(wanted.values())))


def differ(sentence):
    sys.stderr.write(sentence + '\n')
    sys.exit(3)


ended(lambda: {'empty': empty, 'compare': compare}[sys.argv[1]](Mongo(sys.argv[2])))
