internal import Synchronization

/// A Milvus server in memory that trusts nobody.
///
/// It holds requests to the rules of a release as strictly as the newest server of that line, and
/// answers in the release's own shapes. Values are kept as the bytes of one value each, so that rows
/// come back byte for byte. A call, parameter or filter that it does not know ends the test.
package final class FakeMilvus: Sendable {
  /// One call that came.
  package struct Call: Sendable {
    /// The name of the call.
    package let method: String
    /// The serialised request.
    package let request: [UInt8]
    /// What went wrong with it, if anything was made to.
    package let fault: FaultPlan.Fault?
    /// Whether such a call changes something.
    package let isChange: Bool
  }

  private struct State {
    var cluster: FakeStore
    var faults: [FaultInjector] = []
    var record = FakeRecord()
    var limiter: FakeLimiter
  }

  private let state: Mutex<State>
  private let traffic = Mutex(FakeTraffic())
  private let proxy = Mutex<TCPProxy?>(nil)
  private let release: FakeRelease
  private let settings: FakeSettings

  /// Makes an empty server of a release, as `2.6.18`.
  package init(_ version: String, settings: FakeSettings = FakeSettings()) {
    release = FakeRelease(version: .exactly(version))
    self.settings = settings
    state = Mutex(State(cluster: FakeStore(release, settings), limiter: FakeLimiter(settings)))
  }

  /// Carries out a call that came over the line, once its gate is open.
  func carryOut(_ method: String, _ request: [UInt8]) async -> FakeOutcome {
    traffic.withLock { $0.begin(method) }
    defer { traffic.withLock { $0.end(method) } }
    await takeGate(before: method)?.pass()
    return respond(to: method, request)
  }

  /// Answers a call, with what the armed fault makes of it.
  private func respond(to method: String, _ request: [UInt8]) -> FakeOutcome {
    state.withLock { state in
      let call = FakeCall.named(method)
      var fault: FaultPlan.Fault?
      for index in state.faults.indices where fault == nil {
        fault = state.faults[index].fault(at: method, isChange: call.isChange)
      }
      state.record.note(
        Call(method: method, request: request, fault: fault, isChange: call.isChange))
      if let words = state.limiter.refusal(of: method, bytes: request.count) {
        return .answer(call.answer(refusing: 8, words))
      }
      guard let fault else { return state.cluster.outcome(of: call, request) }
      return state.cluster.outcome(of: call, request, with: fault)
    }
  }

  /// Looks at, or changes, what the server holds.
  func withCluster<R>(_ body: (inout FakeStore) throws -> R) rethrows -> R {
    try state.withLock { try body(&$0.cluster) }
  }
}

// MARK: - Faults and events

extension FakeMilvus {
  /// Plans faults, in place of those that were planned before; each counts its calls from now.
  package func arm(_ plans: FaultPlan...) {
    state.withLock { $0.faults = plans.map(FaultInjector.init) }
  }

  /// Plans nothing any more; returns whether all that was planned has happened.
  @discardableResult
  package func disarm() -> Bool {
    state.withLock { state in
      defer { state.faults = [] }
      return state.faults.allSatisfy(\.hasFired)
    }
  }

  /// The calls that came, in their order.
  package var calls: [Call] { state.withLock { $0.record.calls } }

  /// The most calls of a method that were under way at once.
  package func mostAtOnce(_ method: String) -> Int {
    traffic.withLock { $0.most[method, default: 0] }
  }

  /// Forgets the calls that came.
  package func forgetCalls() {
    state.withLock { $0.record.forget() }
  }

  /// The calls that come from now on, each as it comes.
  package func events() -> AsyncStream<Call> {
    let (stream, continuation) = AsyncStream.makeStream(of: Call.self)
    state.withLock { $0.record.add(continuation) }
    return stream
  }

  /// Holds the next call of a method before it is carried out.
  package func hold(_ method: String) -> FakeGate {
    let gate = FakeGate()
    state.withLock { $0.record.add(gate, before: method) }
    return gate
  }

  private func takeGate(before method: String) -> FakeGate? {
    state.withLock { $0.record.takeGate(before: method) }
  }

  /// Forgets all collections and databases, and its calls.
  package func reset() {
    state.withLock {
      $0 = State(cluster: FakeStore(release, settings), limiter: FakeLimiter(settings))
    }
  }
}

// MARK: - The line

extension FakeMilvus {
  /// The connections that there are now.
  package var connections: Int { proxy.withLock { $0 }?.connections ?? 0 }

  /// Takes the proxy that all connections go through.
  func attach(_ line: TCPProxy?) {
    proxy.withLock { $0 = line }
  }

  /// Breaks all connections.
  func cutConnections() {
    proxy.withLock { $0 }?.cutAll()
  }
}
