# What Docker tells of the memory of containers, over its socket as the guide does: facts/service-memory.ts.
# $ARGV[0]: Docker's filters, a JSON document. Prints "there", then a JSON document a line.
#include facts/docker-socket.pl
my $list = must_docker('/containers/json?' . query(filters => $ARGV[0]), 10);
print "there\n";
# An id is 64 hexadecimal digits; a quotation mark inside of a name or label is escaped, so that none can look like one.
for my $id ($list =~ /"Id":"([0-9a-f]{64})"/g) {
  # One sample is enough for memory; Docker before 20.10 does not know "one-shot" and takes a second for two.
  my $said = docker("/containers/$id/stats?stream=false&one-shot=true", 10);
  next unless defined $said;
  # Where control groups do not count memory, the processes tell what they hold.
  $said = docker("/containers/$id/top?" . query(ps_args => '-eo pid,rss'), 10) unless $said =~ /"usage":/;
  next unless defined $said;
  # Docker's documents are of one line each.
  chomp $said;
  print "$said\n";
}
