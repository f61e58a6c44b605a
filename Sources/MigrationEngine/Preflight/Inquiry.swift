internal import MilvusClient

/// One end while it is asked: names the end in each failure, and the privilege that is missing.
struct Inquiry {
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
      return try await question(client)
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
      return try await question(client)
    } catch  where error.code.concernsWholeEnd {
      throw SideError(side, error)
    } catch {
      gaps.append(Unanswered(side: side, question: topic, error: error))
      return nil
    }
  }

  /// Asks what the check can do without; nil if the server refuses or does not know the question.
  func wonder<R>(
    _ question: (MilvusClient) async throws(MilvusError) -> R
  ) async throws -> R? {
    do {
      return try await question(client)
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
}
