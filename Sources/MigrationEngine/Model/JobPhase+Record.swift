internal import JobJournal
internal import RangeTransfer

extension JobPhase {
  init(_ recorded: JobRecord.Phase) {
    self =
      switch recorded {
      case .create: .create
      case .copy: .copy
      case .flush: .flush
      case .index: .index
      case .verify: .verify
      case .alias: .alias
      case .finished: .finished
      }
  }
}
