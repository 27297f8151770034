"""Every word that Opora does not know yet, over plain tables: the language is proven before its parts."""
