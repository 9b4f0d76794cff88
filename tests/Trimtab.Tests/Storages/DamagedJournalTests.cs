using System.Text;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>
/// A journal of any bytes is read, or is an error that names the line: no other exception, and nothing that stands in other lines is lost.
/// </summary>
public sealed class DamagedJournalTests : IDisposable
{
    private const string Float =
        """{\"name\": \"FloatDistribution\", \"attributes\": {\"step\": null, \"low\": 0.0, \"high\": 1.0, \"log\": false}}""";

    /// <summary>Lines as Optuna writes them, one of each operation and with all that its JSON may have.</summary>
    private static readonly string[] _lines =
    [
        """{"op_code":0,"worker_id":"w","study_name":"s\ud83d","directions":[1,2]}""",
        """{"op_code":2,"worker_id":"w","study_id":0,"user_attr":{"a":[NaN,Infinity,-Infinity,1180591620717411303424,"\ud800"]}}""",
        """{"op_code":3,"worker_id":"w","study_id":0,"system_attr":{"b":{"c":[1.0,1,true,null]}}}""",
        """{"op_code":4,"worker_id":"w","study_id":0,"datetime_start":"2026-01-02T03:04:05.678901+00:00"}""",
        "{\"op_code\":4,\"worker_id\":\"w\",\"study_id\":0,\"datetime_start\":null,\"datetime_complete\":\"2026-01-02T03:04:05.678901\","
            + $"\"state\":1,\"value\":null,\"values\":[1.5,-Infinity],\"params\":{{\"x\":0.5}},\"distributions\":{{\"x\":\"{Float}\"}},"
            + "\"user_attrs\":{\"é\":\"日本\"},\"system_attrs\":{},\"intermediate_values\":{\"3\":NaN}}",
        "{\"op_code\":5,\"worker_id\":\"w\",\"trial_id\":0,\"param_name\":\"x\",\"param_value_internal\":1,"
            + $"\"distribution\":\"{Float}\"}}",
        """{"op_code":7,"worker_id":"w","trial_id":0,"step":2,"intermediate_value":NaN}""",
        """{"op_code":8,"worker_id":"w","trial_id":0,"user_attr":{"a":1180591620717411303424}}""",
        """{"op_code":9,"worker_id":"w","trial_id":0,"system_attr":{"constraints":[0.0]}}""",
        """{"op_code":10,"worker_id":"w","trial_ids":[7]}""",
        """{"op_code":6,"worker_id":"w","trial_id":0,"state":2,"values":[Infinity,2],"datetime_complete":"2026-01-02T03:04:06.000000"}""",
        """{"op_code":0,"worker_id":"w","study_name":"last","directions":[1]}""",
    ];

    private static readonly string[] _values =
    [
        "null", "true", "NaN", "Infinity", "-Infinity", "-1", "0", "1.5", "1e400", "2147483648", "9223372036854775807",
        "9223372036854775808", "1180591620717411303424", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "\"{}\"", "[]", "[null]", "[NaN]", "[1,2,3]",
        "{}", "{\"a\":1}", "{\"a\":NaN,\"a\":\"b\"}", "{\"1\":1}", "{\"\":null}", "\"2026-13-01\"", "\"9999-12-31T23:59:59.999999-23:59\"",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    private string FilePath => Path.Combine(_folder, "journal.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Journal_CutAtAnyByte_HasWhatItsWholeLinesSay_AndGoesOn()
    {
        byte[] whole = Bytes(_lines);
        string[] expected = [.. Enumerable.Range(0, _lines.Length + 1).Select(count => Content(Bytes(_lines[..count])))];
        for (int length = 0; length < whole.Length; length++)
        {
            int lines = whole.AsSpan(0, length).Count((byte)'\n');

            Assert.Equal(expected[lines], Content(whole[..length]));
            using (var storage = new JournalStorage(FilePath))
            {
                storage.CreateStudy("new", [Direction.Minimize]);
            }

            Assert.True(File.ReadAllBytes(FilePath).AsSpan().StartsWith(Bytes(_lines[..lines])));
            using var again = new JournalStorage(FilePath);
            Assert.Equal("new", again.ReadStudies()[^1].Name);
        }
    }

    [Fact]
    public void Journal_WithAnyByteChanged_IsRead_OrNamesTheLine()
    {
        byte[] whole = Bytes(_lines);
        for (int at = 0; at < whole.Length; at++)
        {
            foreach (byte other in new[] { (byte)(whole[at] ^ 1), (byte)(whole[at] ^ 0x80), (byte)'\n', (byte)'"', (byte)0 })
            {
                byte[] damaged = [.. whole];
                damaged[at] = other;
                int line = 1 + whole.AsSpan(0, at).Count((byte)'\n');
                IsReadOrNamesLine(damaged, line, isLast: line + (whole[at] == '\n' ? 1 : 0) >= _lines.Length, $"byte {at} is {other}");
            }
        }
    }

    [Fact]
    public void Journal_WithAnyValueInTheirPlaces_IsRead_OrNamesTheLine()
    {
        for (int line = 0; line < _lines.Length - 1; line++)
        {
            byte[] text = Encoding.UTF8.GetBytes(_lines[line]);
            var members = new List<(Range Name, Range Value)>();
            PythonJson.ReadObject(text, members);
            foreach (var (_, place) in members)
            {
                foreach (string value in _values)
                {
                    byte[] changed = [.. text[..place.Start], .. Encoding.UTF8.GetBytes(value), .. text[place.End..]];
                    string[] lines = [.. _lines];
                    lines[line] = Encoding.UTF8.GetString(changed);
                    IsReadOrNamesLine(Bytes(lines), line + 1, isLast: false, lines[line]);
                }
            }
        }
    }

    /// <summary>Another program's JSON in attributes that Trimtab knows is an error that names the trial, or is left alone.</summary>
    [Theory]
    [InlineData("constraints")]
    [InlineData("fixed_params")]
    [InlineData("retry_history")]
    [InlineData("failed_trial")]
    [InlineData("trimtab:given")]
    [InlineData("trimtab:resumes")]
    [InlineData("trimtab:state")]
    [InlineData("trimtab:origins")]
    [InlineData("trimtab:duration")]
    [InlineData("trimtab:reports")]
    [InlineData("trimtab:parameters")]
    [InlineData("trimtab:names")]
    [InlineData("trimtab:failure")]
    [InlineData("trimtab:attempt")]
    [InlineData("trimtab:lease")]
    public void Study_WithAnyJsonInAnAttributeOfATrial_Opens_OrNamesTheTrial(string attribute)
    {
        foreach (string value in _values)
        {
            foreach (var state in new[] { TrialState.Waiting, TrialState.Running, TrialState.Complete, TrialState.Failed })
            {
                using var storage = new MemoryStorage();
                long study = storage.CreateStudy("study", [Direction.Minimize]);
                storage.CreateTrial(study, new()
                {
                    State = state,
                    Values = state == TrialState.Complete ? [1] : null,
                    SystemAttributes = new Dictionary<string, string> { [attribute] = value },
                });

                var error = Record.Exception(() => Study.Open(storage, new()).Trials);

                Assert.True(error is null or TrimtabException, $"{attribute} {value} {state}: {error}");
                Assert.True(
                    error is null || error.Message.Contains("Trial 0 of study 'study'", StringComparison.Ordinal),
                    $"{value}: {error?.Message}");
            }
        }
    }

    /// <param name="journal">The journal.</param>
    /// <param name="line">The line that is damaged.</param>
    /// <param name="isLast">Whether no whole line follows: it may be one that is being written, which the next reader reads.</param>
    /// <param name="damage">What is damaged, for the message.</param>
    private void IsReadOrNamesLine(byte[] journal, int line, bool isLast, string damage)
    {
        File.WriteAllBytes(FilePath, journal);
        try
        {
            using var storage = new JournalStorage(FilePath);
            var studies = storage.ReadStudies();
            foreach (var study in studies)
            {
                storage.ReadTrials(study.Id, -1, []);
            }

            Assert.True(isLast || studies.Any(study => study.Name == "last"), $"What follows was lost: {damage}.");
            storage.CreateStudy("new", [Direction.Minimize]);
            Assert.True(isLast || File.ReadAllBytes(FilePath).AsSpan().StartsWith(journal), $"What is written was changed: {damage}.");
        }
        catch (TrimtabException error)
        {
            int last = line == _lines.Length - 1 ? line : line + 1; // without its line end, a line goes on in the next
            Assert.True(
                error.Message.Contains($"Line {line} of", StringComparison.Ordinal)
                    || error.Message.Contains($"Line {last} of", StringComparison.Ordinal),
                $"{damage}: {error.Message}");
        }
    }

    private static byte[] Bytes(string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private string Content(byte[] journal)
    {
        File.WriteAllBytes(FilePath, journal);
        using var storage = new JournalStorage(FilePath);
        return string.Join('\n', storage.ReadStudies().Select(study =>
            $"{study.Name} {Text(study.UserAttributes)} {Text(study.SystemAttributes)}\n"
            + string.Join('\n', storage.ReadTrials(study.Id, -1, []).Select(trial => FormattableString.Invariant(
                $"{trial.Number} {trial.State} {string.Join(", ", trial.Values ?? [])} {trial.Started:u} {trial.Completed:u} ")
                + $"{Text(trial.Parameters)} {Text(trial.IntermediateValues)} {Text(trial.UserAttributes)} "
                + Text(trial.SystemAttributes)))));
    }

    private static string Text<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> items) =>
        string.Join("; ", items.Select(item => FormattableString.Invariant($"{item.Key}={item.Value}")));
}
