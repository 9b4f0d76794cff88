namespace MnistKnobs;

/// <summary>Files that appear whole or not at all.</summary>
internal static class AtomicFile
{
    public static async Task WriteAsync(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name), temporary = path + ".part";
        try
        {
            await File.WriteAllTextAsync(temporary, text).ConfigureAwait(false);
            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException error)
        {
            File.Delete(temporary);
            throw new IOException($"'{path}' could not be written: {error.Message} What was written before is still there; make room or name another --output.", error);
        }
    }
}
