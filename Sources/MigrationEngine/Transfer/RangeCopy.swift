internal import JobJournal
internal import MigrationPlanning
internal import MilvusClient

/// Copies one key range: read, write, acknowledge, record.
///
/// The range is `open` in the journal, durably, before its first byte is sent. From then on nobody can
/// know whether its rows are stored, until the target's answer is in the journal too; so whoever finds
/// it open sends the same rows again by a write that may be repeated.
struct RangeCopy: Sendable {
  /// What became of a range.
  enum Outcome: Sendable {
    case copied(rows: Int, bytes: Int)
    /// It cannot be read or written at once; these smaller ranges take its place.
    case split([CutRange], mayBeStored: Bool)
    /// The job is to pause; the range is copied again later.
    case interrupted
    /// The target has taken no row of the job yet, and none of some rows of this range: it may have
    /// something against the collection, or against this part of it.
    case refused(MigrationError)
  }

  let plan: MigrationPlan
  let reader: RowReader
  let sink: any RowSink
  let journal: Journal
  let progress: ProgressCounter
  let persistence: Persistence
  let writers: Turnstile
  let control: JobControl
  let allowance: RejectAllowance
  let say: @Sendable (JobNotice.Kind, String) -> Void
  /// A row that the target took, to ask whether it still takes any.
  let knownRow = KnownRow()

  /// Copies the range, unless it has to be split or the job is to pause.
  func copy(_ work: RangeWork) async throws -> Outcome {
    var writing = RangeWrite(self, work)
    var isDone = false
    defer {
      if !isDone { progress.abandoned(rows: writing.rows, bytes: writing.bytes) }
    }
    do {
      let page = try await read(work)
      if page.rowCount > 0 { try await writing.write(page) }
      let outcome = try await finish(writing)
      isDone = true
      return outcome
    } catch is PauseRequested {
      return .interrupted
    } catch let refusal as AllRefused {
      guard plan.replay != .impossible else { throw refusal.error }
      allowance.refund(writing.rejects.count)
      return .refused(refusal.error)
    } catch let divided as RangeDivided {
      return .split(divided.parts, mayBeStored: writing.hasTraces)
    } catch let error as SideError where error.error.code == .messageTooLarge {
      allowance.refund(writing.rejects.count)
      let parts = try await reader.parts(
        of: work.range, partition: work.partition, after: error)
      return .split(parts, mayBeStored: writing.hasTraces)
    } catch let error as SideError where error.isRefusal {
      throw MigrationError(
        .rowsRefused,
        "the target refused keys \(work.range.text) of \"\(plan.source)\": \(error.error.message)",
        cause: error)
    }
  }

  private func finish(_ writing: RangeWrite) async throws -> Outcome {
    let (work, rows, bytes) = (writing.work, writing.rows, writing.bytes)
    // A range without rows, or without any that can be sent.
    if !writing.isOpen { _ = try await journal.open(work.id) }
    try await journal.finish(
      work.id, rows: Int64(rows), bytes: Int64(bytes),
      rejects: writing.rejects.sorted { $0.key < $1.key }.map(\.record))
    progress.finished(
      rows: Int64(rows), bytes: Int64(bytes), rejected: writing.rejects.count)
    return .copied(rows: rows, bytes: bytes)
  }

  /// The request that writes rows of the range.
  func encode(_ page: RowPage, _ work: RangeWork) throws -> WriteRequest {
    do {
      return try WriteRequest(
        page: page, collection: plan.target, partition: work.partition, columns: plan.columnRules)
    } catch {
      throw SideError(.target, error)
    }
  }
}

extension RangeCopy {
  /// Reads the range, which may have changed since the scout counted its rows.
  private func read(_ work: RangeWork) async throws -> RowPage {
    let read = try await reader.rows(
      in: work.range, partition: work.partition, expecting: work.rows)
    if read.keys != work.rows {
      say(
        .attention,
        """
        the source is written to: keys \(work.range.text) held \(work.rows) rows, now \(read.keys)
        """)
    }
    return read.page
  }
}

extension Turnstile {
  /// `pass` for a body that throws only what a server call throws.
  nonisolated func passMilvus<R>(_ body: () async throws(MilvusError) -> R)
    async throws(MilvusError) -> R
  {
    let result: Result<R, MilvusError> = await pass {
      do throws(MilvusError) { return .success(try await body()) } catch { return .failure(error) }
    }
    return try result.get()
  }
}

extension SideError {
  /// Whether the target does not want the request, or what its rows contain.
  fileprivate var isRefusal: Bool {
    side == .target && (error.code == .invalidRequest || error.code == .invalidRow)
  }
}
