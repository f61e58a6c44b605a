internal import MilvusClient

extension FakeCall {
  /// The call of that name; one that the fake does not know ends the test.
  static func named(_ method: String) -> FakeCall {
    guard let call = all[method] else {
      preconditionFailure("the fake does not know the call \(method)")
    }
    return call
  }
}

extension FakeStore {
  /// Carries a call out.
  mutating func outcome(of call: FakeCall, _ request: [UInt8]) -> FakeOutcome {
    do {
      guard !isCrashed else { throw FakeRefusal.gone }
      return .answer(try call.run(&self, request))
    } catch let refusal as FakeRefusal {
      return outcome(of: refusal, call)
    } catch {
      preconditionFailure("the fake fails by itself: \(error)")
    }
  }

  private mutating func outcome(of refusal: FakeRefusal, _ call: FakeCall) -> FakeOutcome {
    switch refusal {
    case .status(let code, let words): return .answer(call.answer(refusing: code, words))
    case .call(let code, let words): return .status(code, words)
    case .crash:
      isCrashed = true
      return .reset
    }
  }

  /// Does to a call what a fault does.
  mutating func outcome(
    of call: FakeCall, _ request: [UInt8], with fault: FaultPlan.Fault
  ) -> FakeOutcome {
    let deadline = FakeOutcome.status(4, "deadline exceeded")
    switch fault {
    case .refused: return .status(14, "the server is unavailable")
    case .timedOut: return deadline
    case .timedOutAfterwards:
      _ = outcome(of: call, request)
      return deadline
    case .reset:
      _ = outcome(of: call, request)
      return .reset
    case .tooLarge: return .status(8, "grpc: trying to send message larger than max")
    case .rateLimited:
      return .answer(call.answer(refusing: 8, "rate limit exceeded[rate=0.1]"))
    case .writeDenied:
      denials = 3
      return .answer(call.answer(refusing: 9, "quota exceeded[reason=memory quota exceeded]"))
    case .torn: return torn(outcome(of: call, request))
    case .permissionDenied: return .status(7, "permission deny to user")
    case .delayed:
      do {
        try delayInsert(request)
        return deadline
      } catch let refusal as FakeRefusal {
        return outcome(of: refusal, call)
      } catch {
        preconditionFailure("the fake fails by itself: \(error)")
      }
    }
  }

  /// Half of an answer, so that it is no message any more.
  private func torn(_ outcome: FakeOutcome) -> FakeOutcome {
    guard case .answer(let bytes) = outcome else { return outcome }
    for length in stride(from: bytes.count / 2, to: 0, by: -1) {
      let half = Array(bytes.prefix(length))
      if (try? half.parts()) == nil { return .answer(half) }
    }
    // Nothing but an outcome: the head of one, without the rest.
    return .answer([0x0A, 0x7F])
  }
}
