internal import Foundation
internal import JobJournal
internal import MilvusClient
internal import Testing

@testable internal import MigrationEngine
@testable internal import RangeTransfer

/// One failure has one name, wherever it is kept or shown.
struct FailureCodeTests {
  private static let all: [FailureCode] =
    MilvusError.Code.allCases.flatMap { [.end(.source, $0), .end(.target, $0), .cluster($0)] }
    + MigrationError.Code.allCases.map(FailureCode.migration)
    + JournalFailure.allCases.map(FailureCode.journal) + [.interrupted, .paused, .unexpected]

  @Test(arguments: all)
  func `a name is read back as itself`(code: FailureCode) throws {
    #expect(FailureCode(rawValue: code.rawValue)?.rawValue == code.rawValue)
    let coded = try JSONEncoder().encode([code])
    let decoded = try JSONDecoder().decode([FailureCode].self, from: coded)
    #expect(decoded.map(\.rawValue) == [code.rawValue])
  }

  @Test func `two failures share a name only if they mean the same`() {
    let sharing = Dictionary(grouping: Self.all, by: \.rawValue).filter { $0.value.count > 1 }
    #expect(Set(sharing.keys) == ["source.notLoaded"])
  }

  @Test(
    arguments: [
      ("migration.rowsMissing", .migration(.rowsMissing)),
      ("migration.countMismatch", .migration(.countMismatch)),
      ("server.unreachable", .cluster(.unreachable)), ("program.unexpected", .unexpected),
      ("target.unreachable", .end(.target, .unreachable)),
      ("journal.diskFull", .journal(.diskFull)),
    ] as [(String, FailureCode)])
  func `the names of earlier journals are understood`(name: String, code: FailureCode) {
    #expect(Failure(recorded: name, message: "x") == Failure(code, "x"))
  }

  @Test(arguments: ["", "target", "target.", "elsewhere.unreachable", "target.unknown", "a.b.c"])
  func `a name from elsewhere is an unexpected failure`(name: String) {
    #expect(Failure(recorded: name, message: "as it was") == Failure(.unexpected, "as it was"))
  }

  @Test func `an error has the name that it is shown with`() {
    let lost = MilvusError(.unreachable, "no answer")
    #expect(FailureCode(SideError(.target, lost)).rawValue == "target.unreachable")
    #expect(FailureCode(lost).rawValue == "cluster.unreachable")
    #expect(FailureCode(MigrationError(.rowsMissing, "x")).rawValue == "source.rowsMissing")
    #expect(FailureCode(CancellationError()) == .paused)
  }
}
