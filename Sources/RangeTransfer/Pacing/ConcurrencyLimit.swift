internal import MilvusClient

/// Lets a limited number of tasks through at once, in the order of their arrival.
///
/// Milvus Lite takes one writer and answers one reader at a time (its server declares concurrent
/// writers to one collection unsupported), so each end has a limit of its own width.
package actor ConcurrencyLimit {
  private var free: Int
  private var queue: [CheckedContinuation<Void, Never>] = []

  /// Makes one that lets `width` tasks through at once.
  package init(width: Int) {
    precondition(width > 0, "a limit lets someone through")
    free = width
  }

  /// Runs the body once a place is free; suspends until then, cancelled or not.
  package nonisolated func pass<R>(_ body: () async throws -> R) async rethrows -> R {
    await enter()
    do {
      let result = try await body()
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { queue.append($0) }
    }
  }

  private func leave() {
    if queue.isEmpty {
      free += 1
    } else {
      queue.removeFirst().resume()
    }
  }
}

extension ConcurrencyLimit {
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
