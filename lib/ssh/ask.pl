# Asks many questions in one round trip: lib/ssh/ask.ts. @ARGV: limits of stdout and of stderr in bytes · seconds for each.
# Standard input, each as "LENGTH:BYTES": the marker between answers, which no other process may know; then for each question the number of
# its words, the words, and what it reads.
# After each answer: the marker and the exit code, or "timed-out"; the marker alone on stderr.
# Perl, since it is on every Ubuntu (perl-base is essential) and bounds a question without a process more. No module: loading one costs as much.
use strict;
my ($most, $most_error, $seconds) = @ARGV;
# ENOENT and EINTR of Linux.
my ($absent, $interrupted) = (2, 4);

my $running;

sub item {
  my $length = '';
  while (read STDIN, my $byte, 1) {
    last if $byte eq ':';
    $length .= $byte;
  }
  return undef if $length eq '';
  my $bytes = '';
  read STDIN, $bytes, $length if $length > 0;
  return $bytes;
}

sub say_all {
  my ($to, $bytes) = @_;
  while (length $bytes) {
    my $written = syswrite $to, $bytes;
    if (!defined $written && $! != $interrupted) {
      # Whoever asked is gone, and with this process what bounds the question.
      kill 'KILL', -$running if $running;
      exit 1;
    }
    substr $bytes, 0, $written || 0, '';
  }
}

# The beginning of a question: its process, in a group of its own, so that all of it can be ended.
sub begin {
  my ($words, $in, $out, $error) = @_;
  my $pid = fork;
  die "fork: $!\n" unless defined $pid;
  if ($pid) {
    setpgrp $pid, $pid;
    return $pid;
  }
  setpgrp 0, 0;
  $SIG{PIPE} = 'DEFAULT';
  open STDIN, '<&', $in;
  open STDOUT, '>&', $out;
  open STDERR, '>&', $error;
  exec { $words->[0] } @$words;
  my ($why, $code) = ("$!", $! == $absent ? 127 : 126);
  syswrite STDERR, "$words->[0]: $why\n";
  exit $code;
}

# The exit code, or "timed-out".
sub answer {
  my ($words, $input) = @_;
  pipe my $in, my $to or die "pipe: $!\n";
  pipe my $from, my $out or die "pipe: $!\n";
  pipe my $errors, my $error or die "pipe: $!\n";
  my $pid = $running = begin($words, $in, $out, $error);
  close $_ for $in, $out, $error;
  my %open = (fileno $from, [$from, \*STDOUT, $most], fileno $errors, [$errors, \*STDERR, $most_error]);
  close $to, undef $to if $input eq '';
  my $late = 0;
  # Asked to end, then made to; what can't even be killed (it waits for a dead disk) is left behind.
  local $SIG{ALRM} = sub {
    $late += 1;
    die "late\n" if $late == 3;
    kill $late == 1 ? 'TERM' : 'KILL', -$pid;
    alarm($late == 1 ? 2 : 1);
  };
  alarm $seconds;
  my $ended = eval {
    while (%open || $to) {
      my ($readable, $writable) = ('', '');
      vec($readable, $_, 1) = 1 for keys %open;
      vec($writable, fileno $to, 1) = 1 if $to;
      next if select($readable, $writable, undef, undef) < 1;
      for my $number (keys %open) {
        next unless vec $readable, $number, 1;
        my ($source, $sink, $left) = @{$open{$number}};
        my $got = sysread $source, my $bytes, 65536;
        next if !defined $got && $! == $interrupted;
        say_all($sink, substr $bytes, 0, $left) if $got;
        $open{$number}[2] -= $got || 0;
        # Closed where it says too much: the next that it says ends it.
        close $source, delete $open{$number} if !$got || $open{$number}[2] <= 0;
      }
      if ($to && vec $writable, fileno $to, 1) {
        # A pipe that is writable takes this much without waiting.
        my $written = syswrite $to, $input, 4096;
        substr $input, 0, $written || 0, '';
        close $to, undef $to if $input eq '' || !defined $written && $! != $interrupted;
      }
    }
    waitpid $pid, 0;
    1;
  };
  my $status = $?;
  alarm 0;
  $running = 0;
  return 'timed-out' if $late;
  die $@ unless $ended;
  return $status & 127 ? 128 + ($status & 127) : $status >> 8;
}

$SIG{PIPE} = 'IGNORE';
my $marker = item();
while (defined(my $count = item())) {
  my @words = map { item() } 1 .. $count;
  my $code = answer(\@words, item());
  say_all(\*STDOUT, "\n$marker $code\n");
  say_all(\*STDERR, "\n$marker\n");
}
