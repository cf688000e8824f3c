internal import Foundation

/// A file of text as a whole, within the bound of this room.
enum TextFile {
    static func read(_ path: String) throws(TrainingError) -> String {
        let data: Data
        do {
            let known = try FileManager.default.attributesOfItem(atPath: path)
            let size = known[.size] as? Int ?? 0
            guard size <= TrainingLimits.fileBytes else {
                throw TrainingError(
                    .unreadable, "\(path): \(size) bytes; the limit is \(TrainingLimits.fileBytes)")
            }
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as TrainingError {
            throw error
        } catch {
            throw TrainingError(
                .unreadable, "\(path): cannot be read: \(error.localizedDescription)")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw TrainingError(.badData, "\(path): not UTF-8")
        }
        return text
    }

    static func write(_ text: String, to path: String) throws(TrainingError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw TrainingError(
                .unwritable, "\(path): cannot be written: \(error.localizedDescription)")
        }
    }
}
