# How the containers of the Compose project in $ARGV[0] ended within the last hour, as Docker's socket tells it: facts/project-deaths.ts.
# "now SECONDS", the server's time; then JSON lines.
#include facts/docker-socket.pl
my $now = time;
my $label = json_text("com.docker.compose.project.working_dir=$ARGV[0]");
my $filters = "{\"type\":[\"container\"],\"event\":[\"die\",\"oom\",\"kill\"],\"label\":[$label]}";
# Docker keeps only its latest 256 events: what is told is the least that happened.
my $events = must_docker('/events?' . query(since => $now - 3600, until => $now, filters => $filters), 15);
print "now $now\n$events";
