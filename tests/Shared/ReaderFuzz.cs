using System.Globalization;
using System.Text;
using Trimtab.Numerics;

namespace Trimtab.Tests;

/// <summary>
/// Feeds a reader thousands of damaged inputs, always the same ones: it may refuse them with its documented errors and nothing else.
/// </summary>
public abstract class ReaderFuzz
{
    /// <summary>What stands in for a token of a text: each has stopped some parser.</summary>
    private static readonly string[] _tokens =
    [
        "", "null", "[]", "{}", "[null]", "true", "\"\"", "\"\\ud800\"", "\"NaN\"", "-1", "0", "0.5", "2147483647", "2147483648",
        "-9223372036854775809", "1e999", "1e-999", "NaN", "\"a\"", "[[[[", "\0", "\uFEFF",
    ];

    /// <summary>Inputs the reader takes, to be damaged.</summary>
    protected abstract IReadOnlyList<byte[]> Whole { get; }

    /// <summary>How many damaged inputs are read of each whole one.</summary>
    protected virtual int Mutations => 2000;

    /// <summary>Reads; what it throws beyond <see cref="IsDocumented"/> is a fault.</summary>
    protected abstract void Read(byte[] bytes);

    /// <summary>Whether the reader's documentation has this error.</summary>
    protected abstract bool IsDocumented(Exception error);

    [Fact]
    public void Read_OfDamagedInput_GivesAResultOrADocumentedError()
    {
        var faults = new Dictionary<string, string>();
        foreach (byte[] whole in Whole)
        {
            Read(whole);
            byte[][] specials =
            [
                [],
                new byte[4096],
                [0xEF, 0xBB, 0xBF, .. whole],
                Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(whole)),
                [.. whole, .. whole],
            ];
            foreach (byte[] special in specials)
            {
                Try(special, "special", faults);
            }

            for (int length = 0; length < Math.Min(whole.Length, 300); length++)
            {
                Try(whole[..length], string.Create(CultureInfo.InvariantCulture, $"cut to {length}"), faults);
            }

            for (int number = 0; number < Mutations; number++)
            {
                var draws = RandomAddress.FromSeed(25).At(whole.Length).At(number).Stream();
                byte[] bytes = whole;
                for (int changes = 1 + draws.NextInt32(3); changes > 0; changes--)
                {
                    bytes = Mutate(bytes, ref draws);
                }

                Try(bytes, string.Create(CultureInfo.InvariantCulture, $"mutation {number}"), faults);
            }
        }

        Assert.Empty(faults.Values);
    }

    private void Try(byte[] bytes, string which, Dictionary<string, string> faults)
    {
        try
        {
            Read(bytes);
        }
        catch (Exception error)
        {
            if (!IsDocumented(error))
            {
                string place = error.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Trimtab", StringComparison.Ordinal))?
                    .Trim() ?? "";
                faults.TryAdd(error.GetType().Name + place, $"{which}: {error.GetType().Name}: {error.Message} {place}");
            }
        }
    }

    private static byte[] Mutate(byte[] bytes, ref RandomStream draws)
    {
        if (bytes.Length == 0)
        {
            return [(byte)draws.NextInt32(256)];
        }

        int at = draws.NextInt32(bytes.Length), end = Math.Min(bytes.Length, at + 1 + draws.NextInt32(16));
        return draws.NextInt32(8) switch
        {
            0 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << draws.NextInt32(8))), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], (byte)draws.NextInt32(256), .. bytes[(at + 1)..]],
            2 => [.. bytes[..at], .. bytes[end..]],
            3 => [.. bytes[..end], .. bytes[at..]],
            4 => [.. bytes[..at], 0xFF, 0xFF, 0xFF, 0x7F, .. bytes[end..]],
            _ => Replace(bytes, at, _tokens[draws.NextInt32(_tokens.Length)]),
        };
    }

    /// <summary>Puts <paramref name="token"/> in the place of the word, number or string after <paramref name="at"/>.</summary>
    private static byte[] Replace(byte[] bytes, int at, string token)
    {
        ReadOnlySpan<byte> between = " \n\r\t,:[]{}"u8;
        int start = at;
        while (start < bytes.Length - 1 && between.Contains(bytes[start]))
        {
            start++;
        }

        while (start > 0 && !between.Contains(bytes[start - 1]))
        {
            start--;
        }

        int end = start;
        while (end < bytes.Length && !between.Contains(bytes[end]))
        {
            end++;
        }

        return [.. bytes[..start], .. Encoding.UTF8.GetBytes(token), .. bytes[end..]];
    }
}
