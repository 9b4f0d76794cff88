using System.Globalization;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>Asks a program at the other end of a pipe for every value as it is needed; see <see cref="PeerVerb"/>.</summary>
internal sealed record PeerSampler(TextReader Input, TextWriter Output) : Sampler
{
    public override Suggester Begin(StudyProblem problem) => new PeerSuggester(Input, Output);

    private sealed class PeerSuggester(TextReader input, TextWriter output) : Suggester
    {
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            output.WriteLine("trial");
            return ParameterSet.Empty;
        }

        public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution)
        {
            output.WriteLine(distribution switch
            {
                FloatDistribution real => Invariant($"float\t{name}\t{real.Low:R}\t{real.High:R}\t{real.Log}"),
                IntDistribution whole => Invariant($"int\t{name}\t{whole.Low}\t{whole.High}\t{whole.Log}"),
                _ => Invariant($"categorical\t{name}\t{distribution.Count}"),
            });
            string answer = input.ReadLine() ?? throw new EndOfStreamException("The program at the other end must answer. It has ended.");
            return distribution switch
            {
                FloatDistribution when double.TryParse(answer, CultureInfo.InvariantCulture, out double real) => real,
                IntDistribution when long.TryParse(answer, CultureInfo.InvariantCulture, out long whole) => whole,
                CategoricalDistribution when long.TryParse(answer, CultureInfo.InvariantCulture, out long index)
                    && index >= 0 && index < distribution.Count => distribution.ValueAt(index),
                _ => throw new IOException($"The program at the other end must answer with a number, or a choice's index. Got '{answer}'."),
            };
        }
    }
}
