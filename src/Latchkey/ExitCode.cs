namespace Latchkey.Cli;

/// <summary>What the program tells its caller when it ends.</summary>
public static class ExitCode
{
    public const int Ok = 0;

    /// <summary>It was tried and did not work: the server refused, could not be reached, a file was not readable.</summary>
    public const int Failed = 1;

    /// <summary>The command line does not make sense, or the person chose not to go on.</summary>
    public const int Usage = 2;
    public const int Declined = 2;
}
