internal import MigrationPlanning
internal import MilvusClient
internal import RangeTransfer

/// One end while it is asked: names the end in each failure, and the privilege that is missing.
struct Probe {
  /// A question that the user's role forbids.
  struct Forbidden: Error {
    let side: Side
    /// What the role lacks, in the server's word if it has one.
    let privilege: String
    let error: MilvusError
  }

  let side: Side
  let client: MilvusClient

  /// Asks one question.
  ///
  /// - Throws: `Forbidden` if the role lacks the privilege, else `SideError`.
  func ask<R>(
    _ privilege: String, _ question: (MilvusClient) async throws(MilvusError) -> R
  ) async throws -> R {
    do {
      return try await twice(question)
    } catch  where error.code == .permissionDenied {
      throw Forbidden(
        side: side, privilege: error.missingPrivilege ?? privilege, error: error)
    } catch {
      throw SideError(side, error)
    }
  }

  /// Asks about one collection; what is not answered is noted, and the answer nil.
  ///
  /// - Throws: `SideError` if the end itself fails.
  func ask<R>(
    _ topic: Unanswered.Question, noting gaps: inout [Unanswered],
    _ question: (MilvusClient) async throws(MilvusError) -> R
  ) async throws -> R? {
    do {
      return try await twice(question)
    } catch  where error.code.concernsWholeEnd {
      throw SideError(side, error)
    } catch {
      gaps.append(Unanswered(side: side, question: topic, error: error))
      return nil
    }
  }

  /// Asks what the check can do without; nil if the server refuses or does not know the question.
  func optionally<R>(
    _ question: (MilvusClient) async throws(MilvusError) -> R
  ) async throws -> R? {
    do {
      return try await twice(question)
    } catch {
      switch error.code {
      case .permissionDenied, .unsupportedByServer, .invalidName, .invalidRequest,
        .unexpectedAnswer,
        .messageTooLarge, .notLoaded, .noIndex:
        return nil
      default: throw SideError(side, error)
      }
    }
  }

  /// Asks again where the line broke: to ask changes nothing.
  private func twice<R>(
    _ question: (MilvusClient) async throws(MilvusError) -> R
  ) async throws(MilvusError) -> R {
    do {
      return try await question(client)
    } catch  where error.code == .unreachable {
      return try await question(client)
    }
  }

  /// Hands over some rows from several places of the keys; false if the server does not give them.
  func sample(
    _ rows: MilvusRowSource, _ count: Int, partition: ServerName?,
    _ body: (RowPage) async throws -> Void
  ) async throws -> Bool {
    var policy = RetryPolicy()
    policy.patience = 1
    let reader = RowReader(
      rows, side: side,
      retrier: Retrier(
        policy: policy, progress: ProgressCounter(), control: JobControl(), notify: { _, _ in }))
    do {
      try await reader.sample(count, partition: partition, body)
      return true
    } catch let error as SideError {
      return try await optionally { _ throws(MilvusError) in throw error.error } ?? false
    } catch is MigrationError {
      // The server does not return keys in order.
      return false
    }
  }
}
