# The two settings, or "none": facts/transparent-hugepages.ts.
set -eu
cd /sys/kernel/mm/transparent_hugepage 2>/dev/null || { echo none; exit 0; }
cat enabled defrag
