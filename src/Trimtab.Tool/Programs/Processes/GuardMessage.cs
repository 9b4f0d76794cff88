using System.Text;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>A message of the tool to its guard, or of the guard to the tool, each through a pipe. Immutable.</summary>
/// <param name="Program">Number of the program, which the tool counts.</param>
internal abstract record GuardMessage(int Program)
{
    /// <summary>The tool wants a program started.</summary>
    public sealed record Start(int Program, ProgramRequest Request) : GuardMessage(Program);

    /// <summary>The tool wants a signal sent to a program and all it has started.</summary>
    public sealed record Send(int Program, int Signal) : GuardMessage(Program);

    /// <summary>The tool ends, and no program of it is left.</summary>
    public sealed record Done() : GuardMessage(0);

    /// <summary>A program runs as a process.</summary>
    public sealed record Started(int Program, int Process) : GuardMessage(Program);

    /// <summary>A program can't be started.</summary>
    public sealed record Refused(int Program, string Why) : GuardMessage(Program);

    /// <summary>A program has ended.</summary>
    /// <param name="Program">Its number.</param>
    /// <param name="End">How, without its folder.</param>
    /// <param name="IsAsked">Whether it was asked to end while it ran.</param>
    public sealed record Ended(int Program, ProgramEnd End, bool IsAsked) : GuardMessage(Program);

    /// <summary>Writes it at once, with its length before it.</summary>
    /// <exception cref="IOException">The other one has ended.</exception>
    public void WriteTo(Stream stream)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(0);
        Write(writer);
        writer.Seek(0, SeekOrigin.Begin);
        writer.Write((int)bytes.Length - sizeof(int));
        stream.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Reads the next one; null when the other one has ended.</summary>
    public static GuardMessage? ReadFrom(Stream stream)
    {
        byte[] length = new byte[sizeof(int)];
        if (stream.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) < length.Length)
        {
            return null;
        }

        byte[] bytes = new byte[BitConverter.ToInt32(length)];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            return null; // it was killed while it wrote
        }

        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return Read(reader, reader.ReadByte(), reader.ReadInt32());
    }

    private void Write(BinaryWriter writer)
    {
        writer.Write((byte)(this switch { Start => 0, Send => 1, Done => 2, Started => 3, Refused => 4, _ => 5 }));
        writer.Write(Program);
        switch (this)
        {
            case Start start:
                WriteRequest(writer, start.Request);
                break;
            case Send send:
                writer.Write(send.Signal);
                break;
            case Started started:
                writer.Write(started.Process);
                break;
            case Refused refused:
                writer.Write(refused.Why);
                break;
            case Ended ended:
                WriteEnd(writer, ended);
                break;
        }
    }

    private static GuardMessage Read(BinaryReader reader, int kind, int program) => kind switch
    {
        0 => new Start(program, ReadRequest(reader)),
        1 => new Send(program, reader.ReadInt32()),
        2 => new Done(),
        3 => new Started(program, reader.ReadInt32()),
        4 => new Refused(program, reader.ReadString()),
        _ => ReadEnd(reader, program),
    };

    private static void WriteRequest(BinaryWriter writer, ProgramRequest request)
    {
        writer.Write(request.File);
        WriteWords(writer, request.Arguments);
        WriteWords(writer, request.Environment);
        writer.Write(request.WorkingFolder);
        writer.Write(request.Folder);
        writer.Write(request.Key);
        writer.Write(request.KeepsFailures);
        writer.Write(request.MeasuresMemory);
    }

    private static ProgramRequest ReadRequest(BinaryReader reader) => new()
    {
        File = reader.ReadString(),
        Arguments = ReadWords(reader),
        Environment = ReadWords(reader),
        WorkingFolder = reader.ReadString(),
        Folder = reader.ReadString(),
        Key = reader.ReadString(),
        KeepsFailures = reader.ReadBoolean(),
        MeasuresMemory = reader.ReadBoolean(),
    };

    private static void WriteEnd(BinaryWriter writer, Ended ended)
    {
        Array.ForEach(ProgramEndNumbers.Of(ended.End), writer.Write);
        writer.Write(ended.IsAsked);
    }

    private static Ended ReadEnd(BinaryReader reader, int program)
    {
        long[] numbers = new long[ProgramEndNumbers.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = reader.ReadInt64();
        }

        return new(program, ProgramEndNumbers.Read(numbers, "")!, reader.ReadBoolean());
    }

    private static void WriteWords(BinaryWriter writer, IReadOnlyList<string> words)
    {
        writer.Write(words.Count);
        foreach (string word in words)
        {
            writer.Write(word);
        }
    }

    private static string[] ReadWords(BinaryReader reader)
    {
        string[] words = new string[reader.ReadInt32()];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = reader.ReadString();
        }

        return words;
    }
}
