namespace Latchkey.Server.Ground.Storage;

/// <summary>Takes the values of one row of <see cref="Writing.ChangeEach{T}"/>, in the order of their numbers.</summary>
public abstract class RowValues
{
    public abstract void Add(long number);

    public abstract void Add(string text);

    /// <summary>Text as UTF-8.</summary>
    public abstract void Add(byte[] text);
}
