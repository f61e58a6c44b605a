internal import JobJournal
internal import MigrationEngine
internal import MilvusClient
internal import Testing
internal import ZillizCloud

@testable internal import Shell

@Suite struct ExitStatusTests {
  @Test(arguments: MilvusError.Code.allCases)
  func `a cluster's failure has the status of the contract`(code: MilvusError.Code) {
    let expected: Shell.ExitStatus =
      switch code {
      case .cancelled: .interrupted
      case .unreachable, .timedOut, .tlsMismatch, .tlsFailed, .notMilvus: .unreachable
      case .unauthenticated, .permissionDenied: .refused
      default: .failed
      }
    #expect(Shell.ExitStatus(MilvusError(code, "x")) == expected)
    #expect(Shell.ExitStatus(SideError(.source, MilvusError(code, "x"))) == expected)
  }

  @Test(
    arguments: [
      (.unreachable, .unreachable), (.timedOut, .unreachable), (.tlsFailed, .unreachable),
      (.keyRefused, .refused), (.permissionDenied, .refused), (.keyMalformed, .usage),
      (.addressMalformed, .usage), (.cancelled, .interrupted), (.clusterNotFound, .failed),
      (.rateLimited, .failed), (.serverFailed, .failed),
    ] as [(CloudError.Code, Shell.ExitStatus)])
  func `a failure of the control plane has a documented status`(
    code: CloudError.Code, expected: Shell.ExitStatus
  ) {
    #expect(Shell.ExitStatus(CloudError(code, "x")) == expected)
  }

  @Test(arguments: UsageError.Code.allCases)
  func `a mistake in what was typed has a documented status`(code: UsageError.Code) {
    let expected: Shell.ExitStatus =
      switch code {
      case .declined, .notFound, .unwritableFile, .fileDamaged, .processSilent: .failed
      case .fileInUse, .liteMissing, .liteFailed: .unreachable
      default: .usage
      }
    #expect(Shell.ExitStatus(UsageError(code, "x")) == expected)
  }

  @Test(arguments: MigrationError.Code.allCases)
  func `a migration's failure has the status of the contract`(code: MigrationError.Code) {
    let expected: Shell.ExitStatus =
      switch code {
      case .blocked, .contentMismatch, .countMismatch: .differs
      case .planChanged, .illegalJobState, .jobNotFound: .usage
      default: .failed
      }
    #expect(Shell.ExitStatus(MigrationError(code, "x")) == expected)
  }

  @Test func `a status of every signal to leave is documented`() {
    let documented = Set(Shell.ExitStatus.documented.map(\.status))
    #expect(documented.isSuperset(of: [.hungUp, .interrupted, .terminated]))
    #expect(documented.count == Shell.ExitStatus.documented.count)
  }

  @Test func `the journal's troubles with the disk can be resumed from`() {
    #expect(Shell.ExitStatus(JournalError(.diskFull, "x")) == .stopped)
    #expect(Shell.ExitStatus(JournalError(.locked, "x")) == .failed)
  }

  @Test func `an interrupted command has status 130`() {
    #expect(Shell.ExitStatus(CancellationError()) == .interrupted)
  }
}
