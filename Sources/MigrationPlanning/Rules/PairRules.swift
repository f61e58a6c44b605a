internal import MilvusClient

/// Whether rows may move between the two kinds of clusters.
enum PairRules {
  static func judge(_ pair: PairFacts, _ matrix: CompatibilityMatrix) -> [Finding] {
    let (source, target) = (pair.source.profile.kind, pair.target.profile.kind)
    let kinds = "\(source.title) -> \(target.title)"
    if target == .onDemand {
      return [
        Finding(
          .blocker, .targetReadOnly, subject: .pair,
          "the target is the on-demand endpoint of a project, which takes no rows",
          hint: "connect the target to a Serverless or Dedicated cluster")
      ]
    }
    guard source.isZilliz && target.isZilliz else {
      let ends = source.isZilliz || target.isZilliz ? "one end is not" : "neither end is"
      return [
        Finding(
          .ok, .pairFree, subject: .pair,
          "\(kinds): no matrix applies, \(ends) a cluster of Zilliz Cloud")
      ]
    }
    guard let cell = matrix.pair(source, target) else { return [unknown(pair, matrix)] }
    let said = "(\(matrix.name), \(matrix.date))"
    guard !cell.supported else {
      return [Finding(.ok, .pairSupported, subject: .pair, "\(kinds): supported \(said)")]
    }
    return [
      Finding(
        .blocker, .pairUnsupported, subject: .pair, "\(kinds): not supported \(said)",
        hint: cell.wayOut)
    ]
  }

  private static func unknown(_ pair: PairFacts, _ matrix: CompatibilityMatrix) -> Finding {
    let unclear = [("source", pair.source), ("target", pair.target)]
      .filter { [.zilliz, .onDemand].contains($0.1.profile.kind) }
      .map(\.0).joined(separator: " and ")
    return Finding(
      .unknown, .pairUnknown, subject: .pair,
      "the address does not tell which kind of cluster the \(unclear) is (\(matrix.name))",
      hint: "connect again with --kind free, serverless or dedicated")
  }
}
