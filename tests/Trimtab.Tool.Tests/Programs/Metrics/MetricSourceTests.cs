using Trimtab.Tool.Programs.Metrics;
using Trimtab.Tool.Programs.Processes;

namespace Trimtab.Tool.Tests.Programs.Metrics;

public class MetricSourceTests
{
    /// <summary>A name behind a word for a part of the data is another metric's, where the name stands alone, too.</summary>
    [Theory]
    [InlineData("loss: 0.30 val loss: 0.41", 0.30)]
    [InlineData("val loss: 0.41 loss: 0.30", 0.30)]
    [InlineData("loss: 0.30, loss: 0.41", 0.41)]
    [InlineData("epoch 3 loss=0.30", 0.30)]
    [InlineData("val loss: 0.30", 0.30)]
    [InlineData("Test loss: 0.2 loss: 0.30 best loss: 0.1", 0.30)]
    [InlineData("loss: 0.30 and loss: 0.41", 0.41)]
    [InlineData("loss: 0.30 contest loss: 0.41", 0.41)]
    public void AName_BehindAPart_CountsWhereItStandsNowhereElse(string line, double value) =>
        Assert.Equal(value, MetricSource.Open("stdout", "loss").Read(new OutputLine(line))?.Value);

    [Theory]
    [InlineData("accuracy=0.93", 0.93, null)]
    [InlineData("accuracy=0.93%|", 0.93, null)]
    [InlineData("(accuracy=0.93)", 0.93, null)]
    [InlineData("accuracy=0.93,loss=0.2", 0.93, null)]
    [InlineData("accuracy: 0.93; loss: 1,5", 0.93, null)]
    [InlineData("accuracy: 0.93.", 0.93, null)]
    [InlineData("accuracy: 0.93±0.02", 0.93, null)]
    [InlineData("accuracy: 0.93 +/- 0.02", 0.93, null)]
    [InlineData("accuracy: 2020 300", 2020.0, null)]
    [InlineData("accuracy: 5. ", 5.0, null)]
    [InlineData("accuracy=+1E+3", 1000.0, null)]
    [InlineData("accuracy=-nan", double.NaN, null)]
    [InlineData("accuracy=+inf,", double.PositiveInfinity, null)]
    [InlineData("accuracy: 0.93", 0.93, null)]
    [InlineData("  accuracy = 93%", 93.0, null)]
    [InlineData("step=3 accuracy=0.5", 0.5, 3)]
    [InlineData("Epoch 3/10: loss: 0.2 - accuracy: 0.5 - val_accuracy: 0.4", 0.5, 3)]
    [InlineData("[epoch 7] accuracy=.5e-1,", 0.05, 7)]
    [InlineData("{'loss': 0.2, 'accuracy': -1.5, 'epoch': 1.0}", -1.5, 1)]
    [InlineData("{\"accuracy\": 0.5, \"step\": 4}", 0.5, 4)]
    [InlineData("{\"accuracy\": \"0.5\"}", 0.5, null)]
    [InlineData("{\"accuracy\": NaN, \"step\": 2}", double.NaN, 2)]
    [InlineData("{\"accuracy\": -Infinity, \"loss\": NaN}", double.NegativeInfinity, null)]
    [InlineData("{\"accuracy\": 0.9, \"loss\": NaN, \"test\": {\"accuracy\": 0.1}}", 0.9, null)]
    [InlineData("{'accuracy': 0.9, 'loss': nan, 'test': {'accuracy': 0.1}, 'step': 2}", 0.9, 2)]
    [InlineData("{'accuracy': 0.9, 'ok': True, 'why': None, 'shape': (1,), 'test': {'accuracy': 0.1}}", 0.9, null)]
    [InlineData("{'accuracy': np.float64(0.9), 'loss': np.float64(-inf), 'test': {'accuracy': np.float64(0.1)}}", 0.9, null)]
    [InlineData("{'note': 'it\\'s \"accuracy\": 3', 'accuracy': 0.9, \"it's\": {'accuracy': 0.1}}", 0.9, null)]
    [InlineData("accuracy=nan", double.NaN, null)]
    [InlineData("accuracy=-Infinity epoch=0.5", double.NegativeInfinity, null)]
    [InlineData("accuracy=0.1 accuracy=0.2", 0.2, null)]
    public void ALine_HasANumberByItsName(string line, double value, int? step)
    {
        var reading = MetricSource.Open("stdout", "accuracy").Read(new OutputLine(line));
        Assert.Equal(new MetricReading(value, step), reading);
    }

    /// <summary>What begins as a number and goes on is not cut where it stops to look like one.</summary>
    [Theory]
    [InlineData("v=1,5", "1,5")]
    [InlineData("v: 1,000.5", "1,000.5")]
    [InlineData("v=1_000", "1_000")]
    [InlineData("v=0x10", "0x10")]
    [InlineData("v=5/10", "5/10")]
    [InlineData("v=1.5.2", "1.5.2")]
    [InlineData("v=1 234", "1 234")]
    [InlineData("v=12 345.6", "12 345.6")]
    [InlineData("v=1\u00a0234", "1\u00a0234")]
    [InlineData("v=1'000", "1'000")]
    [InlineData("v=3ms", "3ms")]
    [InlineData("v=12:30", "12:30")]
    [InlineData("v=5-fold", "5-fold")]
    [InlineData("v=1e", "1e")]
    [InlineData("v=1.5f; w=2", "1.5f")]
    [InlineData("v=1 and v=2,5", "2,5")]
    [InlineData("{\"v\": \"0,93\"}", "0,93")]
    [InlineData("{'v': '1', 'v': 1,5}", "1,5}")]
    public void ANumberWrittenOtherwise_IsNone(string line, string text) =>
        Assert.Equal(text, MetricSource.Open("stdout", "v").Read(new OutputLine(line))!.Value.Unread);

    [Fact]
    public void AStepBesideAnEpoch_IsReadWithIt() => Assert.Equal(
        [new MetricReading(0.5, 10, 2), new MetricReading(0.5, 4, 1), new MetricReading(0.5, 2)],
        "epoch=2 step=10 v=0.5|{\"v\": 0.5, \"step\": 4, \"epoch\": 1}|Epoch 2/9 v=0.5".Split('|').Select(
            line => MetricSource.Open("stdout", "v").Read(new OutputLine(line))!.Value));

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
    [InlineData(@"regex:(?<step>\d+) of 9: (?<acc>\S+)", "5 of 9: 0.5", 0.5, 5)] // the first group that is not the step
    [InlineData(@"regex:(?<acc>\S+) at (?<step>\d+)", "0.5 at 5", 0.5, 5)]
    [InlineData(@"regex:(?<acc>\d+) then (\d+)", "1 then 2", 1.0, null)] // by their places, whether they have a name or not
    [InlineData(@"regex:acc (\S+)|loss (\S+)", "loss 3", 3.0, null)] // the group of the alternative that was found
    [InlineData(@"regex:acc (?<value>\S+)|loss (\S+)", "loss 3", 3.0, null)]
    [InlineData(@"regex:a (\d)", "a 1 a 2", 2.0, null)] // the last of a line, as of stdout
    [InlineData(@"regex:a (\S+)", "a 1 a b", 1.0, null)]
    [InlineData(@"regex:(?<=a) (\d)", "a 1 a 2", 2.0, null)]
    public void ARegularExpression_HasItsGroup(string from, string line, double value, int? step) =>
        Assert.Equal(new MetricReading(value, step), MetricSource.Open(from, "x").Read(new OutputLine(line)));

    [Theory]
    [InlineData("regex:acc", "has a group")]
    [InlineData(@"regex:(?<step>\d+)", "beside one for the step")]
    [InlineData("regex:(", "regular expression")]
    [InlineData("file:", "path")]
    [InlineData("file:a.json#val", "JSON pointer")]
    [InlineData("time:3", "no settings")]
    [InlineData("stdin", "Known: cpu, exit, file, memory, regex, stderr, stdout, time")]
    public void AnotherSource_IsRefused(string from, string message) => Assert.Contains(
        message, Assert.ThrowsAny<TrimtabException>(() => MetricSource.Open(from, "x")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("#/val/acc", "{\"val\": {\"acc\": 0.5}}", 0.5)]
    [InlineData("#/1/a~1b", "[0, {\"a/b\": 2}]", 2.0)]
    [InlineData("", "{\"score\": 3}", 3.0)]
    [InlineData("", " 4.5\n", 4.5)]
    [InlineData("", "other: 1\nscore: 5\n", 5.0)]
    [InlineData("#/acc", "{\"acc\": 0.9, \"loss\": NaN}", 0.9)]
    [InlineData("#/acc", "{'acc': 0.9, 'ok': True}", 0.9)]
    [InlineData("", "{\n  \"score\": 0.9,\n  \"loss\": NaN,\n  \"test\": {\"score\": 0.1}\n}\n", 0.9)]
    [InlineData("", "{\"score\": 0.2}\n{\"score\": 0.7, \"test\": {\"score\": 2}}\n", 0.7)]
    [InlineData("", "{\"score\": 0.7, \"test\": {\"score\": 2}}\n{\"test\": {\"score\": 3}}\n", 0.7)]
    [InlineData("#/test/score", "{\"test\": {\"score\": 2}}\n{\"test\": {\"score\": 3}}\n", 3.0)]
    [InlineData("", "0.5\n0.93\n", 0.93)]
    [InlineData("", "0.5\r\n0.93\r\ndone\r\n", 0.93)]
    [InlineData("#/arr/0", "{\"arr\": [4, 5]}", 4.0)]
    [InlineData("#/arr/00", "{\"arr\": [4, 5]}", null)] // RFC 6901: no leading zeros
    [InlineData("#/arr/01", "{\"arr\": [4, 5]}", null)]
    [InlineData("#/arr/-", "{\"arr\": [4, 5]}", null)]
    [InlineData("#/a#b", "{\"a#b\": 2}", 2.0)]
    [InlineData("#/a#/b", "{\"a#\": {\"b\": 2}}", 2.0)]
    [InlineData("#/none", "{\"val\": 1}", null)]
    [InlineData("#/val", "{\"val\": ", null)]
    public void AFile_HasANumberAtItsPointer(string pointer, string text, double? value)
    {
        var folder = Directory.CreateTempSubdirectory("trimtab");
        File.WriteAllText(Path.Combine(folder.FullName, "metrics.json"), text);
        var end = new ProgramEnd { Folder = folder.FullName };
        Assert.Equal(value, MetricSource.Open($"file:metrics.json{pointer}", "score").Read(end));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("", "score: 1,5")]
    [InlineData("", "4,5")]
    [InlineData("#/val", "{\"val\": \"4,5\"}")]
    public void AFileWithANumberWrittenOtherwise_IsRefused(string pointer, string text)
    {
        var folder = Directory.CreateTempSubdirectory("trimtab");
        File.WriteAllText(Path.Combine(folder.FullName, "metrics.json"), text);

        var error = Assert.Throws<ProgramException>(() =>
            MetricSource.Open($"file:metrics.json{pointer}", "score").Read(new ProgramEnd { Folder = folder.FullName }));

        Assert.Contains(",5'", error.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    /// <summary>The sentence is true of the source: a file is not printed, and a line is.</summary>
    [Theory]
    [InlineData("stdout", "printed no 'acc'")]
    [InlineData("stderr:accuracy", "printed no 'accuracy'")]
    [InlineData("regex:a=(.)", "printed no line")]
    [InlineData("file:metrics.json", "wrote no metrics.json with a number called 'acc'")]
    [InlineData("file:metrics.json#/val", "wrote no metrics.json with a number at /val")]
    [InlineData("exit", "did not end by itself")]
    public void AMissingNumber_IsSaidByItsSource(string from, string message)
    {
        string missing = MetricSource.Open(from, "acc").Missing;

        Assert.Contains(message, missing, StringComparison.Ordinal);
        Assert.All(MetricSource.Names, name => Assert.True(
            !from.StartsWith("std", StringComparison.Ordinal) || from.StartsWith(name, StringComparison.Ordinal)
                || missing.Contains(name, StringComparison.Ordinal), $"{name} is not named by: {missing}"));
    }

    [Fact]
    public void WhatTheToolMeasures_NeedsNoName() => Assert.Equal(
        ["cpu", "exit", "memory", "time"], MetricSource.Names.Where(name => MetricSource.Measured(name) is not null));
}
