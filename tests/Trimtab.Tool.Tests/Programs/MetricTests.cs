using System.Text;
using Trimtab.Tool.Programs;
using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Tests.Programs;

public class MetricTests
{
    [Theory]
    [InlineData("accuracy=0.93", 0.93, null)]
    [InlineData("accuracy: 0.93", 0.93, null)]
    [InlineData("  accuracy = 93%", 93.0, null)]
    [InlineData("step=3 accuracy=0.5", 0.5, 3)]
    [InlineData("Epoch 3/10: loss: 0.2 - accuracy: 0.5 - val_accuracy: 0.4", 0.5, 3)]
    [InlineData("[epoch 7] accuracy=.5e-1,", 0.05, 7)]
    [InlineData("{'loss': 0.2, 'accuracy': -1.5, 'epoch': 1.0}", -1.5, 1)]
    [InlineData("{\"accuracy\": 0.5, \"step\": 4, \"epoch\": 1}", 0.5, 4)]
    [InlineData("{\"accuracy\": \"0.5\"}", 0.5, null)]
    [InlineData("{\"accuracy\": NaN, \"step\": 2}", double.NaN, 2)]
    [InlineData("accuracy=nan", double.NaN, null)]
    [InlineData("accuracy=-Infinity epoch=0.5", double.NegativeInfinity, null)]
    [InlineData("accuracy=0.1 accuracy=0.2", 0.2, null)]
    public void ALine_HasANumberByItsName(string line, double value, int? step)
    {
        var reading = MetricSource.Open("stdout", "accuracy").Read(new OutputLine(line));
        Assert.Equal(new MetricReading(value, step), reading);
    }

    [Theory]
    [InlineData("val_accuracy=0.93")]
    [InlineData("accuracy_top5: 0.93")]
    [InlineData("--accuracy=0.93")]
    [InlineData("the accuracy 0.93")]
    [InlineData("accuracy=high")]
    [InlineData("accuracy=nano")]
    [InlineData("{\"train\": {\"accuracy\": 0.93}}")]
    [InlineData("{\"accuracy\": null}")]
    [InlineData("accuracy=")]
    [InlineData("")]
    public void OtherLines_HaveNone(string line) => Assert.Null(MetricSource.Open("stdout", "accuracy").Read(new OutputLine(line)));

    [Fact]
    public void ANameWithDots_IsNestedInJson() =>
        Assert.Equal(0.9, MetricSource.Open("stdout", "val.acc").Read(new OutputLine("{\"val\": {\"acc\": 0.9}}"))!.Value.Value);

    [Theory]
    [InlineData(@"regex:acc is (\S+)", "step=3 acc is 0.5.", 0.5, 3)]
    [InlineData(@"regex:(?<step>\d+) of 9: (?<value>\S+)", "5 of 9: 1e3", 1000.0, 5)]
    [InlineData(@"regex:(?<=acc) ([0-9.]+)", "acc 7", 7.0, null)]
    public void ARegularExpression_HasItsGroup(string from, string line, double value, int? step) =>
        Assert.Equal(new MetricReading(value, step), MetricSource.Open(from, "x").Read(new OutputLine(line)));

    [Theory]
    [InlineData("regex:acc", "has a group")]
    [InlineData("regex:(", "regular expression")]
    [InlineData("file:", "path")]
    [InlineData("file:a.json#val", "JSON pointer")]
    [InlineData("time:3", "no settings")]
    [InlineData("stdin", "Known: cpu, exit, file, memory, regex, stderr, stdout, time")]
    public void AnotherSource_IsRefused(string from, string message) => Assert.Contains(
        message, Assert.ThrowsAny<TrimtabException>(() => MetricSource.Open(from, "x")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("last", 3.0)]
    [InlineData("best", 9.0)]
    [InlineData("mean:2", 2.5)]
    [InlineData("mean:9", 3.75)]
    public void OfSeveralNumbers_TheRuleSaysWhichCounts(string rule, double expected)
    {
        var values = new MetricValues(TakeRule.Parse(rule), Direction.Maximize);
        Array.ForEach([1, 9, 2, 3], value => values.Add(value));
        Assert.Equal(expected, values.Value);
    }

    [Theory]
    [InlineData("#/val/acc", "{\"val\": {\"acc\": 0.5}}", 0.5)]
    [InlineData("#/1/a~1b", "[0, {\"a/b\": 2}]", 2.0)]
    [InlineData("", "{\"score\": 3}", 3.0)]
    [InlineData("", " 4.5\n", 4.5)]
    [InlineData("", "other: 1\nscore: 5\n", 5.0)]
    [InlineData("#/none", "{\"val\": 1}", null)]
    [InlineData("#/val", "{\"val\": ", null)]
    public void AFile_HasANumberAtItsPointer(string pointer, string text, double? value)
    {
        var folder = Directory.CreateTempSubdirectory("trimtab");
        File.WriteAllText(Path.Combine(folder.FullName, "metrics.json"), text);
        Assert.Equal(
            value, MetricSource.Open($"file:metrics.json{pointer}", "score").Read(new ProgramEnd { Folder = folder.FullName }));
        folder.Delete(recursive: true);
    }

    [Fact]
    public void OutputIsCutIntoLines_WhateverItIs()
    {
        var lines = new List<string>();
        var reader = new LineReader(lines.Add);
        byte[] long1 = Encoding.ASCII.GetBytes(new string('x', 2 * LineReader.LongestLine) + "\n");
        byte[][] pieces =
        [
            "\e[1;32macc"u8.ToArray(), "\e[0m=1\r\n 10%\r 20%\racc"u8.ToArray(), "=2\n\n\0b\bel\a\n\e]0;title\aq\e(B\n"u8.ToArray(),
                [0xff, 0xfe, (byte)'z', (byte)'\n'],
            long1, "end"u8.ToArray(),
        ];
        Array.ForEach(pieces, piece => reader.Add(piece));
        reader.End();
        Assert.Equal(["acc=1", " 10%", " 20%", "acc=2", "bel", "q", "\ufffd\ufffdz", new string('x', LineReader.LongestLine), "end"],
            lines);
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("90", 90)]
    [InlineData("10m", 600)]
    [InlineData("1h30m", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("2d", 172800)]
    [InlineData("500ms", 0.5)]
    [InlineData("1 min", 60)]
    public void ATime_IsWrittenWithItsUnit(string text, double seconds) => Assert.Equal(seconds, Quantity.Time(text).TotalSeconds);

    [Theory]
    [InlineData("512M", 536870912)]
    [InlineData("2G", 2147483648)]
    [InlineData("1.5GiB", 1610612736)]
    [InlineData("4096", 4096)]
    public void Memory_IsWrittenWithItsUnit(string text, long bytes) => Assert.Equal(bytes, Quantity.Bytes(text));

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1x")]
    [InlineData("m")]
    public void OtherAmounts_AreRefused(string text)
    {
        Assert.Throws<TrimtabException>(() => Quantity.Time(text));
        Assert.Throws<TrimtabException>(() => Quantity.Bytes(text));
    }

    [Fact]
    public void ASparkline_GoesFromLeastToGreatest()
    {
        Assert.Equal("▁▅█", Sparkline.Of([0, 1, 2], 9));
        Assert.Equal("▅▅", Sparkline.Of([7, 7, 7], 2));
        Assert.Equal("▁·█", Sparkline.Of([0, double.NaN, 1], 3));
    }
}
