internal import MigrationEngine
internal import MilvusClient

extension MigrationOptions {
  /// The options as `migrate` takes them; none for those that are as usual.
  var words: [String] {
    let usual = MigrationOptions()
    var words = (partitions ?? []).flatMap { ["--partition", $0.text] }
    if let filter { words += ["--where", filter] }
    switch only {
    case .schema: words.append("--schema-only")
    case .data: words.append("--data-only")
    case nil: break
    }
    // What is there already keeps its own indexes and aliases.
    if only != .data {
      if index != usual.index { words += ["--index", index.rawValue] }
      if !aliases { words.append("--no-aliases") }
    }
    if access == true { words.append("--access") }
    if autoID != usual.autoID { words += ["--auto-id", autoID.rawValue] }
    if onConflict != usual.onConflict { words += ["--on-conflict", onConflict.rawValue] }
    if verification != usual.verification { words += ["--verify", verification.rawValue] }
    if loadSource { words.append("--load-source") }
    if parallel != usual.parallel { words += ["--parallel", "\(parallel)"] }
    if let rate { words += ["--rate", "\(Int64(max(1, rate)))B/s"] }
    if maxRejects != usual.maxRejects { words += ["--max-rejects", "\(maxRejects)"] }
    return words
  }
}
