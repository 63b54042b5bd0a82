#nullable enable
using System;
using System.IO;
using Android.Security.Keystore;
using Javax.Crypto;
using Javax.Crypto.Spec;

namespace Latchkey.Native;

/// <summary>
/// Keeps the key of the encrypted store in a file that only a key of the Keystore opens, which is made for this folder and never leaves this
/// phone. The file is written whole or not at all, and is on the disk before the key is used: no shared preferences are involved.
/// </summary>
internal sealed class KeystoreVault(string folder) : IKeyVault
{
    private const string Algorithm = "AES/GCM/NoPadding";
    private const int NonceSize = 12;
    private readonly string path = Path.Combine(folder, "storage.keystore");

    public string Place => "keystore";

    public string Description => "the Keystore of this phone";

    public byte[]? Find(string id)
    {
        if (!File.Exists(path)) return null;
        var content = File.ReadAllBytes(path);
        try
        {
            return Keystore.Use("read", store =>
            {
                if (!store.ContainsAlias(Alias(id)) || store.GetKey(Alias(id), null) is not { } key) return null;
                var cipher = Cipher.GetInstance(Algorithm)!;
                cipher.Init(CipherMode.DecryptMode, key, new GCMParameterSpec(128, content[..NonceSize]));
                return cipher.DoFinal(content[NonceSize..]);
            });
        }
        catch (KeyPermanentlyInvalidatedException)
        {
            return null;
        }
    }

    public void Keep(string id, byte[] key)
    {
        var content = Keystore.Use("written", store =>
        {
            var described = new KeyGenParameterSpec.Builder(Alias(id), KeyStorePurpose.Encrypt | KeyStorePurpose.Decrypt);
            described.SetBlockModes(KeyProperties.BlockModeGcm).SetEncryptionPaddings(KeyProperties.EncryptionPaddingNone).SetKeySize(256);
            Keystore.Make(described, spec =>
            {
                var generator = KeyGenerator.GetInstance(KeyProperties.KeyAlgorithmAes, "AndroidKeyStore")!;
                generator.Init(spec);
                generator.GenerateKey();
            });
            store.Load(null);
            var cipher = Cipher.GetInstance(Algorithm)!;
            cipher.Init(CipherMode.EncryptMode, store.GetKey(Alias(id), null));
            return (byte[])[.. cipher.GetIV()!, .. cipher.DoFinal(key)!];
        });
        Write(path, content);
    }

    /// <summary>Whole or not at all, and on the disk when the call ends.</summary>
    internal static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(path + ".tmp", path, overwrite: true);
    }

    private static string Alias(string id) => "latchkey.storage." + id;
}
