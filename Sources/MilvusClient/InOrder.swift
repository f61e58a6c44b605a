/// The results of an asynchronous transformation, in the order of the elements.
///
/// At most eight run at the same time, if nothing else is said: enough to hide a round trip to a distant
/// cluster, and few enough for a small one. The first failure cancels the others and is thrown.
package func inOrder<Element: Sendable, Success: Sendable, Failure: Error>(
  _ elements: [Element], width: Int = 8,
  _ transform: @escaping @Sendable (Element) async throws(Failure) -> Success
) async throws(Failure) -> [Success] {
  let outcome = await withTaskGroup(
    of: (Int, Result<Success, Failure>).self, returning: Result<[Success], Failure>.self
  ) { group in
    var results = [Success?](repeating: nil, count: elements.count)
    var waiting = elements.enumerated().makeIterator()
    func begin() {
      guard let (place, element) = waiting.next() else { return }
      group.addTask {
        do throws(Failure) {
          return (place, .success(try await transform(element)))
        } catch {
          return (place, .failure(error))
        }
      }
    }
    for _ in 0..<width { begin() }
    while let (place, result) = await group.next() {
      switch result {
      case .success(let value): results[place] = value
      case .failure(let error):
        group.cancelAll()
        return .failure(error)
      }
      begin()
    }
    return .success(results.compactMap(\.self))
  }
  return try outcome.get()
}
