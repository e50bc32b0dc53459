"""Which records, of different agencies, are about the same child?"""
