using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

public class PhiloxTests
{
    // Known answers of philox4x32-10 from the Random123 distribution (Salmon et al. 2011), file kat_vectors.
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x299f31d0a4093822UL, 0x0370734413198a2eUL, 0x85a308d3243f6a88UL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Draw_AtKnownCounter_MatchesRandom123(ulong key, ulong high, ulong low, uint x0, uint x1, uint x2, uint x3) =>
        Assert.Equal((x0, x1, x2, x3), Philox.Draw(key, high, low));
}
