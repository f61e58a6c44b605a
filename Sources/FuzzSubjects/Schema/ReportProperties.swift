internal import MigrationEngine
internal import MilvusClient

/// What must hold for the report of any check.
struct ReportProperties {
  let report: CheckReport
  let simulation: PlanSimulation

  func check() throws {
    for finding in report.findings {
      try require(!finding.text.isEmpty, "\(finding.code) says nothing")
    }
    try require(
      report.plans.isEmpty != report.blockers.isEmpty,
      "\(report.plans.count) plans and the blockers \(report.blockers.map(\.code))")
    try checkLosses()
  }

  /// What the target's version lacks is named before anything is written.
  private func checkLosses() throws {
    let (source, target) = (simulation.source.version, simulation.target.version)
    // A server of the same line or a newer one holds what a source describes that is 2.4 or newer.
    let isHeir =
      source.isLite == target.isLite && source <= target
      && (source.isLite || source >= ServerVersion(2, 4, 0))
    guard !isHeir else { return }
    let unmet = unsupportedFeatures(of: simulation.description.schema, by: target)
      .filter { $0.feature != .severalVectorFields }
    let named = report.findings.filter { $0.code == .unsupported }
    try require(
      named.count == unmet.count, "\(unmet.map(\.reason)) is told as \(named.map(\.text))")
  }
}
