/// A request to insert or upsert, as far as its columns.
struct FakeWrite {
  var database = ""
  var collection = ""
  var partition = ""
  var columns: [FakeColumn] = []
  var rowCount = 0

  init(_ bytes: [UInt8]) throws {
    for part in try bytes.parts() {
      switch part.number {
      case 2: database = part.text
      case 3: collection = part.text
      case 4: partition = part.text
      case 5: columns.append(try FakeColumn(part.content))
      case 7: rowCount = Int(part.value)
      default: preconditionFailure("the fake does not know field \(part.number) of a write")
      }
    }
  }
}
