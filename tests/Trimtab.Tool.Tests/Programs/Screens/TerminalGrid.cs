using System.Globalization;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Tests.Programs.Screens;

/// <summary>
/// What a terminal shows of the text that is written to it: carriage return, line end, cursor up, erase in line and in page (ECMA-48).
/// Other control sequences have no effect.
/// </summary>
internal sealed partial class TerminalGrid(int width)
{
    private readonly List<char[]> _lines = [];
    private int _row, _column;

    /// <summary>The lines, without the spaces at their ends.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => new string(line).TrimEnd())];

    public void Write(string text)
    {
        foreach (var token in Token().Matches(text).Cast<Match>())
        {
            if (token.Groups["final"].Success)
            {
                Obey(token.Groups["number"].Value, token.Groups["final"].Value[0]);
            }
            else
            {
                Put(token.Value[0]);
            }
        }
    }

    private void Put(char letter)
    {
        switch (letter)
        {
            case '\r': _column = 0; break;
            case '\n': (_row, _column) = (_row + 1, 0); break; // as a terminal has it that adds the carriage return
            default:
                if (_column == width)
                {
                    (_row, _column) = (_row + 1, 0);
                }

                Line()[_column++] = letter;
                break;
        }
    }

    private void Obey(string number, char final)
    {
        int count = int.TryParse(number, CultureInfo.InvariantCulture, out int given) ? given : final is 'J' or 'K' ? 0 : 1;
        switch (final)
        {
            case 'A': _row = Math.Max(0, _row - count); break;
            case 'K' when count == 0: Line().AsSpan(_column).Fill(' '); break;
            case 'K': Line().AsSpan().Fill(' '); break;
            case 'J' when count == 0:
                Line().AsSpan(Math.Min(_column, width)).Fill(' ');
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            default: break;
        }
    }

    private char[] Line()
    {
        while (_lines.Count <= _row)
        {
            _lines.Add([.. Enumerable.Repeat(' ', width)]);
        }

        return _lines[_row];
    }

    [GeneratedRegex(@"\e\[\??(?<number>[0-9]*)[0-9;]*(?<final>[A-Za-z])|[^\e]", RegexOptions.Singleline)]
    private static partial Regex Token();
}
