internal import Foundation
internal import Synchronization

/// A control plane over real HTTP, for tests and demonstrations.
///
/// It speaks the shapes that the service documents, serves the estate that it is given, and does
/// what it is told to do in place of answering. Made by `withFakeCloud`.
package final class FakeCloud: Sendable {
  private struct State {
    var estate: CloudEstate
    var shapes = CloudShapes()
    var faults: [CloudFault] = []
    var asks: [CloudAsk] = []
    var times: [ContinuousClock.Instant] = []
    var keepsLimit = true
    var port: UInt16 = 0
  }

  private let state: Mutex<State>

  init(estate: CloudEstate) {
    state = Mutex(State(estate: estate))
  }

  /// Where it listens, as `http://127.0.0.1:8080`.
  package var address: String { "http://127.0.0.1:\(state.withLock { $0.port })" }

  /// What it serves; a change holds for the next request.
  package var estate: CloudEstate {
    get { state.withLock { $0.estate } }
    set { state.withLock { $0.estate = newValue } }
  }

  /// The shapes of its answers.
  package var shapes: CloudShapes {
    get { state.withLock { $0.shapes } }
    set { state.withLock { $0.shapes = newValue } }
  }

  /// The requests so far, in order.
  package var asks: [CloudAsk] { state.withLock { $0.asks } }

  /// Whether more than 20 requests within a second are refused, as the service does.
  package var keepsLimit: Bool {
    get { state.withLock { $0.keepsLimit } }
    set { state.withLock { $0.keepsLimit = newValue } }
  }

  /// Does something in place of answering the next requests.
  package func meet(_ fault: CloudFault, times: Int = 1) {
    state.withLock { $0.faults += Array(repeating: fault, count: times) }
  }

  /// Notes where it listens.
  func listens(at port: UInt16) {
    state.withLock { $0.port = port }
  }

  /// What becomes of a request: a fault that waits for it, or the answer.
  func turn(_ ask: CloudAsk, at now: ContinuousClock.Instant) -> Turn {
    state.withLock { state in
      state.asks.append(ask)
      if !state.faults.isEmpty { return .fault(state.faults.removeFirst()) }
      state.times = state.times.filter { $0.duration(to: now) < .seconds(1) } + [now]
      guard !state.keepsLimit || state.times.count <= 20 else { return .fault(.overLimit) }
      let router = CloudRouter(estate: state.estate, shapes: state.shapes)
      return .answer(router.answer(to: ask))
    }
  }

  /// What becomes of a request.
  enum Turn {
    case answer(CloudAnswer)
    case fault(CloudFault)
  }
}
