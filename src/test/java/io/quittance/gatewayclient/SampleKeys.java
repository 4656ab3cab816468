package io.quittance.gatewayclient;

/** The RSA keys of the golden vectors of yijuhe, made for them. */
final class SampleKeys {
    static final String PUBLIC =
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDhfygZneEQvyy9T6pLa0zD/0awHAwTjO3XVjwZh4lMOnsxjKRU2r"
                    + "uuYkcuEfbvPcr1vprvMEsbMQU5FEG5NUFT7D6Hxx0PgK8QmYgnrqd9vITvy0t4hPkeTQV1HIAFlBlTcUiOKvEXqJZ4"
                    + "JrBiR2xvnWRbQ7N34v1BtKSgYiCkjwIDAQAB";

    static final String PRIVATE =
            "MIICeAIBADANBgkqhkiG9w0BAQEFAASCAmIwggJeAgEAAoGBAMNIgGplOHuh7tN3/41url6ikxjnYf95eR/l8Bx8Xn"
                    + "NbS9nUUiwgVAhcpThLp+P2ri3HK7vL0o/7lla5l7tJmb0FHWf0m0ACvDORO2loN6prz6pnZky6V3CpL6aJXa6aASwZ"
                    + "rj3YAUHm0SgNFzwUNmB01FJ65Ddx2YxDO6Y587ANAgMBAAECgYEAkJLxd1NewLD/BhIV4RhrAWbs7ggHVkMROFtcK0"
                    + "qsBk0115vIBiEc9V/ZddcVAcFT7FJC/3KDfdMt1yDpw19W7/1YnkHo8qjZXTuLCmJAlGYrAG85I3j4P05s9GOIpaBe"
                    + "8G6u7LkwfePwBFUawPKsvGEQn6JqZgIza5alfUBTVyUCQQDlTNmmjqLelNnQLCWml3qrvfana3KBO5Eg2KGe8BlyPK"
                    + "baFwGIc41P2GeL4ENFihe8hICXc23VIGPzyJ6Um5QLAkEA2gWl3wpbnGEFG3I6HszAeYtSlKiYxoZ6oXLIs0D3LZRC"
                    + "Zl6bvgb4RuOEzuhVekqCS7ssN9xmf9P9DLxQDaSDRwJBAI5QMymXj2g71C/KppeNnnonDYX9PvUMZlePfEfr1q87C4"
                    + "eCDdaFeSgcNK/wwW/QdEjxp+nXn0xOrRpp4lpzcN8CQQCyauzTGibeUodbbp8hlW3uCZYLEe30iRjSBp04FHIzWqD8"
                    + "JXBOkmWbnZWRvZA2A8OdNg95p2Q6N8FeKr1YbMkBAkBJEpJIMUtXxhTTkHk0e8o1nnzYxufYWuyJw6XYTAX1T5eo8f"
                    + "hOQkhnom1pY9wsQDz+fraTI9Iv+Q1QMdzjll1w";

    private SampleKeys() {}
}
