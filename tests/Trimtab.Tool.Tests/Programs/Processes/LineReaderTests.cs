using System.Text;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Tests.Programs.Processes;

public class LineReaderTests
{
    [Fact]
    public void OutputIsCutIntoLines_WhateverItIs()
    {
        var lines = new List<string>();
        int tooLong = 0;
        var reader = new LineReader(lines.Add, () => tooLong++);
        byte[] long1 = Encoding.ASCII.GetBytes(new string('x', 2 * LineReader.LongestLine) + "\n");
        byte[][] pieces =
        [
            "\e[1;32macc"u8.ToArray(), "\e[0m=1\r\n 10%\r 20%\racc"u8.ToArray(), "=2\n\n\0b\bel\a\n\e]0;title\aq\e(B\n"u8.ToArray(),
                [0xff, 0xfe, (byte)'z', (byte)'\n'],
            long1, "end"u8.ToArray(),
        ];
        Array.ForEach(pieces, piece => reader.Add(piece));
        reader.End();
        Assert.Equal(["acc=1", " 10%", " 20%", "acc=2", "bel", "q", "\ufffd\ufffdz", "end"], lines);
        Assert.Equal(1, tooLong);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void ALine_IsReadUpToTheLimit_AndLeftOutBeyondIt(int beyond, int read)
    {
        var lines = new List<string>();
        int tooLong = 0;
        var reader = new LineReader(lines.Add, () => tooLong++);
        byte[] text = Encoding.ASCII.GetBytes(new string('x', LineReader.LongestLine + beyond) + "\n");

        foreach (byte[] piece in text.Chunk(LineReader.Block))
        {
            reader.Add(piece);
        }

        Assert.Equal((read, 1 - read), (lines.Count, tooLong));
        Assert.All(lines, line => Assert.Equal(LineReader.LongestLine, line.Length));
    }
}
