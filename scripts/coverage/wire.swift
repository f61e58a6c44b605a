// Fed by libFuzzer: walks the bytes as a message, into every field that is one, and as packed varints.

private func walk(_ bytes: RawSpan, _ range: Range<Int>, depth: Int) {
  var reader = WireReader(range)
  do {
    while let field = try reader.next(in: bytes) {
      precondition(
        range.contains(field.start) && field.content.upperBound <= range.upperBound
          && field.start < field.content.lowerBound, "a field outside of its message")
      if field.kind == .bytes, depth < 4 { walk(bytes, field.content, depth: depth + 1) }
    }
    precondition(reader.offset == range.upperBound, "a message that ends before its end")
  } catch {
    precondition(error.code == .unexpectedAnswer, "an error of another kind")
  }
}

private func countVarints(_ bytes: RawSpan, _ range: Range<Int>) {
  var (reader, count) = (WireReader(range), 0)
  do {
    while try reader.nextVarint(in: bytes) != nil { count += 1 }
  } catch {
    return
  }
  let counted = try? WireReader.countVarints(in: bytes, range)
  precondition(counted == count, "varints are counted otherwise than they are read")
}

/// Takes an input of libFuzzer: bytes that a server may send.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  walk(bytes.span.bytes, 0..<count, depth: 0)
  countVarints(bytes.span.bytes, 0..<count)
  return 0
}
