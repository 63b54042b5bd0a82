// Most of a test's time goes by waiting for a disk or a socket, so more of them run at once than there are processors.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
