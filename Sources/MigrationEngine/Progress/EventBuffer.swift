internal import JobJournal
internal import RangeTransfer
internal import Synchronization

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What a running job has said and the journal has not recorded yet.
///
/// Notices are made where nothing can be awaited, so they wait here for the next sample or phase. A
/// process that dies takes those with it that it had not written.
final class EventBuffer: Sendable {
  private struct State {
    var waiting: [(kind: String, message: String, at: Date)] = []
    var hindrances = 0
  }

  /// The most hindrances of one run that are kept: under a rate limit they come by the thousand.
  static let hindranceLimit = 100

  private let state = Mutex(State())

  /// Keeps a notice for the journal, unless it only repeats what the journal knows.
  func note(_ kind: JobNotice.Kind, _ text: String, at time: Date) {
    state.withLock { state in
      switch kind {
      case .progress, .started, .successful: return
      case .hindered:
        state.hindrances += 1
        guard state.hindrances <= Self.hindranceLimit else { return }
      case .phase, .limited, .recovered, .attention, .paused, .failed, .canceled: break
      }
      state.waiting.append((kind.rawValue, text, time))
    }
  }

  /// Records what was kept.
  func write(to journal: Journal, job: Int64) async throws {
    let events = state.withLock { state in
      let waiting = state.waiting
      state.waiting = []
      return waiting
    }
    try await journal.log(job, events: events)
  }
}
