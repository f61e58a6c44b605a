internal import MigrationEngine

extension ShellSession {
  /// What the program left loaded, but for what a cluster that is connected says is released.
  func leftLoads() async -> [AbandonedLoad] {
    await engine.settleReleasedLoads(on: Side.allCases.compactMap { cluster($0)?.cluster })
    return engine.abandonedLoads()
  }
}
