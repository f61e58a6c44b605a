/// How many tasks Spark is to do at once, and how many shards a wave has for that; pure.
struct SparkSlots {
  /// What the user says.
  let wished: Int?
  /// What the executors that are there have room for.
  var found: Int

  /// Workers that look whether both ends can be reached: enough for every executor, also one that is
  /// still to come.
  var probes: Int { max(1, found, wished ?? 0) }

  /// The most shards of a wave.
  ///
  /// Nothing else keeps to what the user says under every master: a standalone cluster alone is told.
  /// Elsewhere twice as many as there are slots, so that one which is done early has another shard to do.
  var shards: Int { wished ?? 2 * max(1, found) }
}
