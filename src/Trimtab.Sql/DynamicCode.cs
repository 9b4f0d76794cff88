namespace Trimtab.Sql;

/// <summary>Code that is made at run time, which the access to databases needs.</summary>
internal static class DynamicCode
{
    /// <summary>Requires that there can be such code.</summary>
    /// <param name="isSupported">Whether there can.</param>
    /// <exception cref="TrimtabException">There can't, as in programs that are set up for compilation ahead of time.</exception>
    public static void Require(bool isSupported)
    {
        if (!isSupported)
        {
            throw new TrimtabException("Storages in a database need code that is made at run time. This program is set up for compilation "
                + "ahead of time, which has none: set PublishAot to false, in a program of a single file by the line "
                + "'#:property PublishAot=false' at its top, or keep the study in a journal.");
        }
    }
}
