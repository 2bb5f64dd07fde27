# Behind facts/mongodb-wire.py: prints {"db", "collection", "documents"} of each collection of the MongoDB at sys.argv[1], a line for each.
def main():
    mongo = Mongo(sys.argv[1], 20)
    for database in mongo.databases():
        for name, kind in mongo.collections(database):
            if kind == 'collection':
                print(json.dumps({'db': database, 'collection': name, 'documents': mongo.count(database, name)}))


ended(main)
