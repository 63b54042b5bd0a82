#nullable enable
using System;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Latchkey.Native;

/// <summary>A key pair on P-256 whose private half never leaves the hardware.</summary>
internal abstract class HardwareKey : ECDsa
{
    private readonly ECDsa half;

    /// <param name="half">The public half.</param>
    protected HardwareKey(ECDsa half)
    {
        this.half = half;
        KeySizeValue = 256;
    }

    /// <summary>Signs with the hardware.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <returns>The signature as ASN.1 has it, which is how both platforms give it.</returns>
    protected abstract byte[] Sign(byte[] hash);

    /// <inheritdoc/>
    public override byte[] SignHash(byte[] hash)
    {
        var pair = new AsnReader(Sign(hash), AsnEncodingRules.DER).ReadSequence();
        var signature = new byte[64];
        Put(pair.ReadIntegerBytes().Span, signature.AsSpan(0, 32));
        Put(pair.ReadIntegerBytes().Span, signature.AsSpan(32));
        return signature;
    }

    private static void Put(ReadOnlySpan<byte> number, Span<byte> field)
    {
        number = number.TrimStart((byte)0);
        number.CopyTo(field[(field.Length - number.Length)..]);
    }

    /// <inheritdoc/>
    public override bool VerifyHash(byte[] hash, byte[] signature) => half.VerifyHash(hash, signature);

    /// <inheritdoc/>
    public override ECParameters ExportParameters(bool includePrivateParameters) =>
        includePrivateParameters ? throw new CryptographicException("The key does not leave the hardware.") : half.ExportParameters(false);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) half.Dispose();
        base.Dispose(disposing);
    }
}
