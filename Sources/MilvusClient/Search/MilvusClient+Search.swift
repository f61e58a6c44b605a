extension MilvusClient {
  /// Searches a loaded collection, and returns the neighbours of each input, nearest first.
  ///
  /// Suspends until the whole answer is here.
  public func search(_ search: VectorSearch) async throws(MilvusError) -> [[Neighbour]] {
    let attempt = "cannot search \"\(search.collection)\" by field \"\(search.field)\""
    let answer = try await callRaw(
      "Search", search.request, timeout: rowTimeout, attempt: attempt)
    do {
      return try SearchAnswer(bytes: answer, inputs: search.inputs.count, attempt: attempt).lists
    } catch {
      throw redacted(error)
    }
  }
}
