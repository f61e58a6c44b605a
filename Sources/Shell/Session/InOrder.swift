/// The results of an asynchronous transformation, in the order of the elements.
///
/// At most eight run at the same time: enough to hide a round trip to a distant cluster, and few
/// enough for a small one. The first failure cancels the others and is thrown.
func inOrder<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int = 8,
  _ transform: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: elements.count)
    for (place, element) in elements.enumerated() {
      if place >= width, let (done, result) = try await group.next() { results[done] = result }
      group.addTask { (place, try await transform(element)) }
    }
    for try await (done, result) in group { results[done] = result }
    return results.compactMap(\.self)
  }
}
