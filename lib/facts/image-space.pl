# The images that Docker keeps, then all its containers, each as one JSON document a line: facts/image-space.ts.
# The containers last: one that is made meanwhile still counts.
#include facts/docker-socket.pl
print must_docker('/images/json?shared-size=1', 60);
print "\n=== containers\n";
print must_docker('/containers/json?all=1', 30);
